import { demand, fail } from '../errors.ts'
import type { Dim, Shape, Tensor } from './tensor.ts'

/** The shape that two shapes broadcast to, by NumPy's rule. Fails naming `who` where they do not fit. */
export function broadcast(a: Shape, b: Shape, who: string): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a[i - rank + a.length] ?? 1
    const y = b[i - rank + b.length] ?? 1
    if (x === y || y === 1) return x
    if (x === 1) return y
    return fail({ who, rule: `shapes must broadcast`, value: `[${a}] and [${b}]` })
  })
}

/** An axis counted from the front. Fails outside the rank. */
export function axisOf(axis: number, rank: number, who: string): number {
  demand(Number.isInteger(axis) && axis >= -rank && axis < Math.max(rank, 1), {
    who,
    rule: `an axis of a rank-${rank} tensor lies in [${-rank}, ${rank - 1}]`,
    value: axis,
  })
  return axis < 0 ? axis + rank : axis
}

/** The shape as numbers. Fails naming `who` where a dimension is symbolic. */
export function fixed(shape: Shape, who: string): readonly number[] {
  return shape.map((d) => (typeof d === 'number' ? d : symbolic(d, shape, who)))
}

/** One dimension as a number. */
export function fixedDim(x: Tensor, axis: number, who: string): number {
  const d = x.shape[axisOf(axis, x.shape.length, who)]!
  return typeof d === 'number' ? d : symbolic(d, x.shape, who)
}

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((d, i) => d === b[i])

/** Shape after reducing `axes`. */
export function reduced(shape: Shape, axes: readonly number[], keepdims: boolean): Shape {
  if (keepdims) return shape.map((d, i): Dim => (axes.includes(i) ? 1 : d))
  return shape.filter((_, i) => !axes.includes(i))
}

function symbolic(d: string, shape: Shape, who: string): never {
  return fail({ who, rule: 'this dimension must be known when the graph is built', value: `'${d}' of [${shape}]` })
}
