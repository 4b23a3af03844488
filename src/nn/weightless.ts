import type { Tensor } from '../tensor/tensor.ts'
import type { Layer } from './layer.ts'

/** A function as a layer that holds nothing and does the same in training and evaluation. */
export const weightless = (name: string, f: (x: Tensor) => Tensor): Layer => ({
  name,
  init: () => ({ parameters: {}, buffers: {} }),
  apply: (_, x) => ({ y: f(x), buffers: {} }),
})
