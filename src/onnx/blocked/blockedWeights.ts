import { pad } from '../../ops/pad.ts'
import { reshape } from '../../ops/reshape.ts'
import { transpose } from '../../ops/transpose.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { toBlocks } from './toBlocks.ts'

type Four = [number, number, number, number]

/** Weights [M, C, kH, kW] of a convolution without groups as the runtime wants them: by blocks of outputs and of inputs, both filled
 *  up with zeros; of images that are not in blocks themselves (fewer channels than a block) by blocks of outputs alone. */
export function blockedWeights(w: Tensor, block: number, plainInputs: boolean): Tensor {
  const [outputs, inputs, rows, columns] = fixed(w.shape, 'Conv') as Four
  const [m, c] = [toBlocks(outputs, block), plainInputs ? inputs : toBlocks(inputs, block)]
  const whole = pad(w, [0, 0, 0, 0, m - outputs, c - inputs, 0, 0])
  const moved = plainInputs
    ? transpose(reshape(whole, [m / block, block, c, rows, columns]), [0, 2, 3, 4, 1])
    : transpose(reshape(whole, [m / block, block, c / block, block, rows, columns]), [0, 2, 4, 5, 3, 1])
  return reshape(moved, [m, c, rows, columns])
}

/** Weights [C, 1, kH, kW] of a convolution that keeps channels apart, by blocks of channels. */
export function blockedDepthwiseWeights(w: Tensor, block: number): Tensor {
  const [channels, , rows, columns] = fixed(w.shape, 'Conv') as Four
  const c = toBlocks(channels, block)
  const whole = pad(w, [0, 0, 0, 0, c - channels, 0, 0, 0])
  if (rows * columns === 1) return whole
  return reshape(transpose(reshape(whole, [c / block, block, rows, columns]), [0, 2, 3, 1]), [c, 1, rows, columns])
}
