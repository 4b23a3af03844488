import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Whether statistics come from the batch (and are remembered) or from memory. */
export type Mode = 'training' | 'evaluation'

/** What a layer holds: parameters are trained, buffers are remembered. */
export interface Weights {
  readonly parameters: Readonly<Record<string, NumericArray>>
  readonly buffers: Readonly<Record<string, NumericArray>>
}

export interface LayerOutput {
  readonly y: Tensor
  /** New values of buffers (running statistics), in training only. */
  readonly buffers: Readonly<Record<string, Tensor>>
}

/** A function of named values and `x`. It holds no numbers itself: one record of parameters belongs to whoever trains. */
export interface Layer {
  /** What it is, for messages: `linear(784, 64)`. */
  readonly name: string
  /** Fresh weights by PyTorch's defaults; the same seed gives the same weights. */
  readonly init: (random: Random) => Weights
  /** A weight of another size, from a file, brought to this layer's: positions learned for another image size. undefined:
   *  the layer knows no way. Default: no weight fits but of its own size.
   *  @param name the weight's name in this layer */
  readonly fit?: (name: string, given: NumericArray) => NumericArray | undefined
  /** @param values parameters and buffers by name */
  readonly apply: (values: Readonly<Record<string, Tensor>>, x: Tensor, mode: Mode) => LayerOutput
}
