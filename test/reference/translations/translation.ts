import type { Loss } from '../../../src/losses/loss.ts'
import { mean } from '../../../src/losses/reducers/mean.ts'
import { meanOfNonZero } from '../../../src/losses/reducers/meanOfNonZero.ts'
import type { Reducer } from '../../../src/losses/reducers/reducer.ts'
import type { Rules } from '../../../src/pairs/rule.ts'
import type { ReferenceTensor } from '../compare.ts'
import { measures } from '../distances.ts'

export interface LossRow {
  readonly loss: string
  readonly args: Readonly<Record<string, number | boolean | string>>
  readonly distance?: string
  readonly reducer?: string
  readonly embeddings: ReferenceTensor
  readonly labels: readonly number[]
  /** Another view of every sample, in their order, and the gradient of it. */
  readonly references?: ReferenceTensor
  readonly references_grad?: ReferenceTensor
  readonly params?: Readonly<Record<string, ReferenceTensor>>
  readonly value: number | string
  readonly grad: ReferenceTensor
  readonly param_grads?: Readonly<Record<string, ReferenceTensor>>
}

/** What the rows of one loss call their options, in our words; the reference's defaults where ours differ. */
export interface Translation {
  /** Their names of the options that we know. */
  readonly args: readonly string[]
  readonly make: (options: Readonly<Record<string, never>>, row: LossRow, rules: Rules) => Loss
  /** Their names of the loss's own parameters, where ours differ. */
  readonly names?: Readonly<Record<string, string>>
  /** Whether their parameters [D, C] are ours [C, D]. Default false. */
  readonly transposed?: boolean
  /** What a row asks for that we lack, in words. */
  readonly lacking?: (row: LossRow) => string | undefined
}

export const reducers: Readonly<Record<string, Reducer>> = {
  mean,
  mean_non_zero: meanOfNonZero,
  avg_non_zero: meanOfNonZero,
}

/** The distance and the reducer that a row names. */
export const common = (row: LossRow): { distance?: never; reducer?: never } => ({
  ...(row.distance ? { distance: measures[row.distance]!() as never } : {}),
  ...(row.reducer ? { reducer: reducers[row.reducer] as never } : {}),
})

/** A row that may say by which rules its pairs were mined. */
export type Mined = LossRow & { readonly positives?: string; readonly negatives?: string }

/** Whether pairs were mined by a rule that measures from the other side. */
export const semihard = ({ positives, negatives }: Mined): boolean =>
  positives === 'semihard' || negatives === 'semihard'
