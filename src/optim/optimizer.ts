import type { NumericArray } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Values by the name of their place, such as the moments `m` and `v` of Adam. */
export type Slots<T> = Readonly<Record<string, T>>

/** A rule that turns a gradient into a better parameter, as pure functions: the state is a value that the caller keeps,
 *  so checkpoints and resuming need nothing of the optimizer. */
export interface Optimizer {
  readonly name: string
  /** Fresh state of one parameter, by slot. */
  readonly init: (parameter: NumericArray) => Slots<NumericArray>
  /** The numbers that change from step to step, computed in float64 outside of the graph and fed as scalars.
   *  @param step counts from 1
   *  @param rate learning rate of this step */
  readonly scalars: (step: number, rate: number) => Slots<number>
  /** One update, in the graph. `scalars` are tensors of rank 0; parameter, gradient and state are of one shape. */
  readonly update: (
    parameter: Tensor,
    gradient: Tensor,
    state: Slots<Tensor>,
    scalars: Slots<Tensor>,
  ) => { readonly parameter: Tensor; readonly state: Slots<Tensor> }
  /** The same without weight decay, its state alike: for biases and normalisations. Left out: it cannot be had. */
  readonly undecayed?: () => Optimizer
}
