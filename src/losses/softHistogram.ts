import { add, cast, clip, concat, mul, scatterElements, sub, withGradient } from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** Histogram of each row whose counts are shared, linearly, by the two nodes around a number, so that it has a gradient
 *  (Ustinova, Lempitsky 2016).  y_r = Σ_j [ 1 - |u_j - r| ]+
 *
 *  du_j = g_(f+1) - g_f,  f = floor(u_j): one look into a table where the formula would take a pass over u for each node.
 *  @param u float32 [R, N] in units of the distance between nodes: 0 .. nodes - 1; beyond, it counts at the end
 *  @param counts bool [R, N], which of them count
 *  @returns [R, nodes] */
export function softHistogram(u: Tensor, counts: Tensor, nodes: number): Tensor {
  const [rows] = fixed(u.shape, 'softHistogram') as [number, number]
  const cell = cellsOf(u, nodes)
  const weight = cast(counts, 'float32')
  const upper = mul(weight, sub(clip(u, 0, nodes - 1), cast(cell, 'float32')))
  const empty = (width: number): Tensor => constant(floats(new Float32Array(rows * width), [rows, width]))
  const sumOf = (shares: Tensor): Tensor =>
    scatterElements(empty(nodes - 1), cell, shares, { axis: 1, reduction: 'add' })
  const [below, above] = [sumOf(sub(weight, upper)), sumOf(upper)]
  const value = add(concat([below, empty(1)], 1), concat([empty(1), above], 1))
  return withGradient(value, [u], (g, { gatherElements, mul, slice, sub }) => {
    const next = slice(g, { starts: [1], ends: [nodes], axes: [1] })
    const slope = sub(next, slice(g, { starts: [0], ends: [nodes - 1], axes: [1] }))
    return [mul(gatherElements(slope, cell, 1), weight)]
  })
}

/** The node below each number, int64 0 .. nodes - 2. */
export const cellsOf = (u: Tensor, nodes: number): Tensor => cast(clip(u, 0, (nodes - 1) * (1 - 2 ** -22)), 'int64')
