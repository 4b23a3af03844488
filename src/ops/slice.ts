import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf, fixed, fixedDim } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

export interface SliceOptions {
  /** First index on each of `axes`; negative from the end. */
  readonly starts: readonly number[]
  /** The index before which each axis stops; negative from the end, beyond the end means the end. */
  readonly ends: readonly number[]
  /** The axes; the first ones where left out. */
  readonly axes?: readonly number[]
  /** Steps, negative to run backwards. Default 1. */
  readonly steps?: readonly number[]
}

/** Part of a tensor, as NumPy slices. */
export function slice(x: Tensor, options: SliceOptions): Tensor {
  const { starts, ends, axes = starts.map((_, i) => i), steps = starts.map(() => 1) } = options
  const along = axes.map((axis) => axisOf(axis, x.shape.length, 'Slice'))
  demand([ends, along, steps].every((list) => list.length === starts.length) && !steps.includes(0), {
    who: 'Slice',
    rule: 'starts, ends, axes and steps must be as many, no step 0',
    value: options,
  })
  const ranges = along.map((axis, i) => range(fixedDim(x, axis, 'Slice'), starts[i]!, ends[i]!, steps[i]!))
  const shape = x.shape.map((d, axis): Dim => ranges[along.indexOf(axis)]?.count ?? d)
  const operator: Operator<readonly [Tensor, Tensor, Tensor, Tensor, Tensor], Ops> = {
    onnx: 'Slice',
    infer: ([from]) => [{ dtype: from.dtype, shape }],
    vjp: (g, [from], ops) => [unslice(g, fixed(from.shape, 'Slice'), along, ranges, ops), null, null, null, null],
  }
  return apply(operator, [x, wholes(starts.map(held)), wholes(ends.map(held)), wholes(along), wholes(steps)])
}

/** Far beyond the end means the end, however far; the runtime adds lengths to it, so it must not overflow. */
const held = (i: number): number => Math.min(Math.max(i, -(2 ** 31)), 2 ** 31 - 1)

interface Range {
  readonly first: number
  readonly step: number
  readonly count: number
}

function range(length: number, start: number, end: number, step: number): Range {
  const place = (i: number): number => (i < 0 ? i + length : i)
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1]
  const clamp = (i: number): number => Math.min(Math.max(place(i), low), high)
  const first = clamp(start)
  return { first, step, count: Math.max(0, Math.ceil((clamp(end) - first) / step)) }
}

/** Zeros of the given shape with `g` put back where the slice was taken. */
function unslice(
  g: Tensor,
  shape: readonly number[],
  axes: readonly number[],
  ranges: readonly Range[],
  ops: Ops,
): Tensor {
  let whole = g
  for (const [i, { first, step, count }] of ranges.entries()) {
    const axis = axes[i]!
    const length = shape[axis]!
    if (step === 1 || count <= 1) {
      const before = count === 0 ? 0 : first
      whole = ops.pad(whole, padding(shape.length, axis, before, length - before - count))
    } else {
      // One-hot rows put each taken index back in its place: a product costs less than a scatter along any axis.
      const rows = new Float32Array(length * count)
      for (let k = 0; k < count; k++) rows[(first + k * step) * count + k] = 1
      whole = ops.alongAxis(whole, axis, (t) => ops.matMul(ops.matrix(rows, [length, count]), t))
    }
  }
  return whole
}

function padding(rank: number, axis: number, before: number, after: number): number[] {
  const pads = new Array<number>(2 * rank).fill(0)
  pads[axis] = before
  pads[rank + axis] = after
  return pads
}
