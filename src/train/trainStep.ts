import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import type { State } from './state.ts'
import type { StepBatch } from './stepBatch.ts'
import type { StepReport } from './stepReport.ts'

/** A train step, ready to run. */
export interface TrainStep {
  /** One step. The state goes in and a new one comes out: nothing is kept between calls.
   *  @param batch or as many batches as `accumulate` says
   *  @param step counts from 1
   *  @param rate learning rate
   *  @param random where the rules' noise comes from */
  run(
    batch: StepBatch | readonly StepBatch[],
    state: State,
    at: { readonly step: number; readonly rate: number; readonly random: Random },
  ): Promise<StepResult>
  close(): Promise<void>
}

export interface StepResult {
  /** Of several batches, the mean. */
  readonly report: StepReport
  /** Embeddings of the batch before the update, rows of length 1: [B, D]; of several batches one after the other. */
  readonly embeddings: NumericArray
  /** What the step did not change is there as it was, the same array. */
  readonly state: State
}
