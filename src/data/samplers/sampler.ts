/** Batches of row numbers, a pure function of (seed, epoch): to go on after a stop nothing need be stored. */
export interface Sampler {
  readonly batchSize: number
  /** The same in every epoch. */
  readonly batchesPerEpoch: number
  /** All batches of an epoch; e = 0, 1, 2, ... */
  readonly epoch: (e: number) => Int32Array[]
  /** The batch of a step, counted from 0 over all epochs. */
  readonly batch: (step: number) => Int32Array
}
