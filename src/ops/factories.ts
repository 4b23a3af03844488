import { fail } from '../errors.ts'
import { ints } from '../tensor/array.ts'
import type { Applied, Operator } from '../tensor/operator.ts'
import { axisOf, broadcast, reduced } from '../tensor/shape.ts'
import type { DType, Tensor } from '../tensor/tensor.ts'
import { apply, constant, scalar } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

/** A tensor, or a number that becomes a scalar of the other operand's type. */
export type Operand = Tensor | number

/** A number becomes a scalar of the given type. */
export const lift = (x: Operand, dtype: DType): Tensor => (typeof x === 'number' ? scalar(x, dtype) : x)

/** Whole numbers as a constant: axes, shapes, indices. */
export const wholes = (values: readonly number[]): Tensor => constant(ints(values))

type Gradient = Tensor | null

interface UnaryRecord {
  readonly onnx: string
  /** The output's element type; the input's where left out. */
  readonly dtype?: DType
  readonly vjp: null | ((g: Tensor, inputs: readonly [Tensor], ops: Ops, applied: Applied) => readonly [Gradient])
}

/** An operator of one tensor that keeps its shape. */
export function unary({ onnx, dtype, vjp }: UnaryRecord): (x: Tensor) => Tensor {
  const operator: Operator<readonly [Tensor], Ops> = {
    onnx,
    infer: ([x]) => [{ dtype: dtype ?? x.dtype, shape: x.shape }],
    vjp,
  }
  return (x) => apply(operator, [x])
}

interface BinaryRecord {
  readonly onnx: string
  readonly dtype?: DType
  readonly vjp:
    | null
    | ((g: Tensor, inputs: readonly [Tensor, Tensor], ops: Ops, applied: Applied) => readonly [Gradient, Gradient])
}

/** An operator of two tensors that broadcast; a number takes the other's type. */
export function binary({ onnx, dtype, vjp }: BinaryRecord): (a: Operand, b: Operand) => Tensor {
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx,
    infer: ([a, b]) => {
      if (a.dtype !== b.dtype)
        fail({ who: onnx, rule: 'both operands must be of one type', value: `${a.dtype} and ${b.dtype}` })
      return [{ dtype: dtype ?? a.dtype, shape: broadcast(a.shape, b.shape, onnx) }]
    },
    vjp,
  }
  return (a, b) => {
    const type = typeof a !== 'number' ? a.dtype : typeof b !== 'number' ? b.dtype : 'float32'
    return apply(operator, [lift(a, type), lift(b, type)])
  }
}

export interface ReduceOptions {
  /** Axes to reduce, negative ones from the end; all of them where left out. */
  readonly axes?: readonly number[]
  /** Whether reduced axes stay, with length 1. Default false. */
  readonly keepdims?: boolean
}

interface ReductionRecord {
  readonly onnx: string
  /** The rule in the shape with the reduced axes kept: `g` and `y` broadcast against `x`. */
  readonly vjp: null | ((g: Tensor, x: Tensor, ops: Ops, at: { y: Tensor; axes: readonly number[] }) => Tensor)
}

/** A reduction over axes. Its gradient rule sees `g` and `y` with the reduced axes kept, so it never reshapes. */
export function reduction({ onnx, vjp }: ReductionRecord): (x: Tensor, options?: ReduceOptions) => Tensor {
  return (x, { axes = x.shape.map((_, i) => i), keepdims = false } = {}) => {
    const reducedAxes = axes.map((axis) => axisOf(axis, x.shape.length, onnx))
    const kept = reduced(x.shape, reducedAxes, true)
    const operator: Operator<readonly [Tensor, Tensor], Ops> = {
      onnx,
      attributes: { keepdims: 'int' },
      infer: () => [{ dtype: x.dtype, shape: reduced(x.shape, reducedAxes, keepdims) }],
      vjp:
        vjp &&
        ((g, [from], ops, { y }) => {
          const whole = (t: Tensor): Tensor => (keepdims ? t : ops.reshape(t, kept))
          return [vjp(whole(g), from, ops, { y: whole(y), axes: reducedAxes }), null]
        }),
    }
    if (reducedAxes.length === 0) return x
    return apply(operator, [x, wholes(reducedAxes)], { keepdims: keepdims ? 1 : 0 })
  }
}
