import { add, cast, clip, concat, scatterElements, slice, sub, where, withGradient } from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** A histogram whose counts are shared, linearly, by the two nodes around a number, cell by cell: cell f lies between the
 *  nodes f and f + 1. Each [R, nodes - 1]. */
export interface SoftHistogram {
  /** What the numbers of each cell give to its lower node, Σ (f + 1 - u). */
  readonly lower: Tensor
  /** And to its upper one, Σ (u - f). Both together: how many there are. */
  readonly upper: Tensor
  /** The histogram at the nodes: [R, nodes]. */
  readonly atNodes: () => Tensor
}

/** Soft histogram of each row (Ustinova, Lempitsky 2016): it has a gradient.  h_r = Σ_j [ 1 - |u_j - r| ]+
 *
 *  du_j = dupper_f - dlower_f,  f = floor(u_j): one look into a table, where the formula would take a pass for each node.
 *  @param u float32 [R, N] in units of the distance between nodes, 0 .. nodes - 1; what lies beyond counts as at the end
 *  @param counts bool [R, N], which of them count */
export function softHistogram(u: Tensor, counts: Tensor, nodes: number): SoftHistogram {
  const [rows] = fixed(u.shape, 'softHistogram') as [number, number]
  const cells = nodes - 1
  // What does not count goes into a cell of its own, beyond the last: no weights are needed then.
  const cell = cast(where(counts, clip(u, 0, cells * (1 - 2 ** -22)), cells), 'int32')
  const above = sub(clip(u, 0, cells), cast(cell, 'float32'))
  const empty = (width: number): Tensor => constant(floats(new Float32Array(rows * width), [rows, width]))
  const sums = (shares: Tensor): Tensor => scatterElements(empty(nodes), cell, shares, { axis: 1, reduction: 'add' })
  const table = withGradient(
    concat([sums(sub(1, above)), sums(above)], 1),
    [u],
    (g, { concat, gatherElements, slice, sub }) => {
      const part = (from: number): Tensor => slice(g, { starts: [from], ends: [from + cells], axes: [1] })
      return [gatherElements(concat([sub(part(nodes), part(0)), empty(1)], 1), cell, 1)]
    },
  )
  const [lower, upper] = [0, nodes].map((from) => slice(table, { starts: [from], ends: [from + cells], axes: [1] }))
  return {
    lower: lower!,
    upper: upper!,
    atNodes: () => add(concat([lower!, empty(1)], 1), concat([empty(1), upper!], 1)),
  }
}
