import type { Tensor } from '../../tensor/tensor.ts'
import { transpose } from '../transpose.ts'

/** `count` axes from place `from` on, moved to place `to` of the result. */
export function moveAxes(x: Tensor, from: number, count: number, to: number): Tensor {
  if (from === to) return x
  const axes = x.shape.map((_, i) => i)
  const moved = axes.splice(from, count)
  axes.splice(to, 0, ...moved)
  return transpose(x, axes)
}
