import { fixed } from '../../tensor/shape.ts'
import type { Shape, Tensor } from '../../tensor/tensor.ts'
import { concat } from '../concat.ts'
import { matMul } from '../matMul.ts'
import { pad } from '../pad.ts'
import { reduceSum } from '../reduceSum.ts'
import { reshape } from '../reshape.ts'
import { slice } from '../slice.ts'
import { transpose } from '../transpose.ts'
import type { Window } from '../window.ts'
import { imagePads, seenBy, taps } from '../window.ts'
import { transposed } from './transposed.ts'

/** Gradient of a convolution's weights [M, C/group, kH, kW]: for every tap of the kernel one product of the output's
 *  gradient [N, M, Ho, Wo] with what the tap saw of the image [N, C, H, W]. */
export function convWeightGradient(g: Tensor, x: Tensor, weights: Shape, window: Window, group: number): Tensor {
  const [outputs, inputs, rows, columns] = fixed(weights, 'Conv') as [number, number, number, number]
  const [batch, , ...size] = fixed(g.shape, 'Conv') as [number, number, number, number]
  const places = size[0]! * size[1]!
  const image = pad(x, imagePads(window.pads))
  // [N, group, M/group, places] times [N, group, places, C/group], summed over N.
  const gradients = reshape(g, [batch, group, outputs / group, places])
  const byTap = taps(window).map((tap) => {
    const seen = slice(image, seenBy(tap, window, size))
    const product = matMul(gradients, transposed(reshape(seen, [batch, group, inputs, places])))
    return reshape(reduceSum(product, { axes: [0] }), [1, outputs, inputs])
  })
  return reshape(transpose(concat(byTap, 0), [1, 2, 0]), [outputs, inputs, rows, columns])
}
