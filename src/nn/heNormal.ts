import type { Initial } from './initial.ts'
import { normal } from './normal.ts'

/** Weights of a convolution before a ReLU (He et al. 2015, equation 14, the backward case; PyTorch's kaiming_normal_ with
 *  mode fan_out): normal, variance 2 / (outputs kernel²). */
export const heNormal: Initial = (random, shape) => {
  const [outputs, , ...kernel] = shape as [number, number, ...number[]]
  return normal(Math.sqrt(2 / kernel.reduce((product, d) => product * d, outputs)))(random, shape)
}
