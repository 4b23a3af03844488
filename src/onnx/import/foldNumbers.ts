import { multipleOf, overDim, timesDim } from '../../tensor/dim.ts'
import { broadcast } from '../../tensor/shape.ts'
import type { Dim, DType } from '../../tensor/tensor.ts'
import { castTo } from './constants.ts'
import type { NodeReader } from './nodeReader.ts'
import type { Known } from './value.ts'
import { known } from './value.ts'

/** Computes what a node gives when all its inputs are known; undefined where it cannot be told before the model runs. */
export type Fold = (inputs: readonly Known[], node: NodeReader) => Known | readonly Known[] | undefined

/** The number in one place of the result, from those of the inputs; undefined where it cannot be told. */
type Elementwise = (a: Dim, b: Dim, dtype: DType) => Dim | undefined

/** A function of two numbers that are known, nothing of the batch. */
const numeric =
  (f: (a: number, b: number, dtype: DType) => number | boolean): Elementwise =>
  (a, b, dtype) =>
    typeof a === 'number' && typeof b === 'number' ? Number(f(a, b, dtype)) : undefined

const whole = (dtype: DType): boolean => dtype !== 'float32'

const sum: Elementwise = (a, b) => {
  if (typeof a === 'number' && typeof b === 'number') return a + b
  const [x, y] = [multipleOf(a), multipleOf(b)]
  if (a === 0) return b
  if (b === 0) return a
  return x.symbol === y.symbol ? timesDim(x.symbol!, x.factor + y.factor) : undefined
}

const difference: Elementwise = (a, b) => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a === b) return 0
  return b === 0 ? a : undefined
}

const quotient: Elementwise = (a, b, dtype) => {
  if (typeof a === 'number' && typeof b === 'number')
    return whole(dtype) ? (b === 0 ? undefined : Math.trunc(a / b)) : a / b
  return overDim(a, b)
}

/** Dimensions are not negative, so a multiple of the batch is no negative number. */
const equality: Elementwise = (a, b) => {
  if (a === b) return 1
  if (typeof a === 'number' && typeof b === 'number') return 0
  return [a, b].some((x) => typeof x === 'number' && x < 0) ? 0 : undefined
}

const remainder = (a: number, b: number, truncated: boolean): number => (truncated ? a % b : a - b * Math.floor(a / b))

/** One of two arrays by ONNX's broadcasting. */
export function pairwise(a: Known, b: Known, f: Elementwise, dtype: DType = a.dtype): Known | undefined {
  const shape = broadcast(a.shape, b.shape, 'shape arithmetic') as readonly number[]
  const data: Dim[] = []
  const count = shape.reduce((product, d) => product * d, 1)
  for (let i = 0; i < count; i++) {
    const y = f(a.data[placeIn(a.shape, shape, i)]!, b.data[placeIn(b.shape, shape, i)]!, a.dtype)
    if (y === undefined) return undefined
    data.push(rounded(y, dtype))
  }
  return known(dtype, data, shape)
}

/** Where the number for place `i` of a broadcast shape lies. */
export function placeIn(shape: readonly number[], whole: readonly number[], i: number): number {
  let [left, place, stride] = [i, 0, 1]
  for (let back = 1; back <= whole.length; back++) {
    const length = whole[whole.length - back]!
    const own = shape[shape.length - back] ?? 1
    if (own !== 1) place += (left % length) * stride
    stride *= own
    left = Math.floor(left / length)
  }
  return place
}

const rounded = (x: Dim, dtype: DType): Dim => (typeof x === 'number' && dtype === 'float32' ? Math.fround(x) : x)

const two =
  (f: Elementwise, dtype?: DType): Fold =>
  ([a, b]) =>
    a && b ? pairwise(a, b, f, dtype) : undefined

const all =
  (f: Elementwise): Fold =>
  ([first, ...rest]) =>
    rest.reduce<Known | undefined>((a, b) => a && pairwise(a, b, f), first)

const one =
  (f: (x: number) => number, dtype?: DType): Fold =>
  ([x]) => {
    if (!x || x.data.some((d) => typeof d === 'string')) return undefined
    const type = dtype ?? x.dtype
    return known(
      type,
      x.data.map((d) => rounded(f(d as number), type)),
      x.shape,
    )
  }

/** Half goes to the even number, as ONNX has it. */
const roundEven = (x: number): number => {
  const down = Math.floor(x)
  const rest = x - down
  return rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1
}

const cast: Fold = ([x], node) => {
  const dtype = castTo(node)
  if (!x) return undefined
  // A multiple of the batch stays one as a float too: it comes back as a whole number, or is not used.
  const data = x.data.map((d): Dim => {
    if (typeof d === 'string' || dtype === 'float32') return rounded(d, dtype)
    return dtype === 'bool' ? Number(d !== 0) : Math.trunc(d)
  })
  return known(dtype, data, x.shape)
}

const where: Fold = ([condition, a, b]) => {
  if (!condition || !a || !b) return undefined
  const shape = broadcast(broadcast(condition.shape, a.shape, 'Where'), b.shape, 'Where') as readonly number[]
  const count = shape.reduce((product, d) => product * d, 1)
  const data = Array.from({ length: count }, (_, i) => {
    const from = condition.data[placeIn(condition.shape, shape, i)] === 0 ? b : a
    return from.data[placeIn(from.shape, shape, i)]!
  })
  return known(a.dtype, data, shape)
}

/** Arithmetic of known numbers, by operator. */
export const foldNumbers: Readonly<Record<string, Fold>> = {
  Add: two(sum),
  Sub: two(difference),
  Mul: two((a, b) => timesDim(a, b)),
  Div: two(quotient),
  Mod: (inputs, node) => {
    const truncated = node.flag('fmod')
    return two(numeric((a, b) => remainder(a, b, truncated)))(inputs, node)
  },
  Pow: two(numeric((a, b) => a ** b)),
  Max: all(numeric((a, b) => Math.max(a, b))),
  Min: all(numeric((a, b) => Math.min(a, b))),
  Sum: all(sum),
  Equal: two(equality, 'bool'),
  Greater: two(
    numeric((a, b) => a > b),
    'bool',
  ),
  GreaterOrEqual: two(
    numeric((a, b) => a >= b),
    'bool',
  ),
  Less: two(
    numeric((a, b) => a < b),
    'bool',
  ),
  LessOrEqual: two(
    numeric((a, b) => a <= b),
    'bool',
  ),
  And: two(
    numeric((a, b) => a !== 0 && b !== 0),
    'bool',
  ),
  Or: two(
    numeric((a, b) => a !== 0 || b !== 0),
    'bool',
  ),
  Not: one((x) => (x === 0 ? 1 : 0), 'bool'),
  Abs: one(Math.abs),
  Neg: one((x) => -x),
  Floor: one(Math.floor),
  Ceil: one(Math.ceil),
  Round: one(roundEven),
  Sqrt: one(Math.sqrt),
  Reciprocal: one((x) => 1 / x),
  Cast: cast,
  Where: where,
}
