import type { LossOutput } from '../losses/loss.ts'
import type { NumericArray } from '../tensor/array.ts'

/** What a step reports, as numbers: the loss's own report and the mean length of the raw embeddings. */
export type StepReport = Readonly<Record<Exclude<keyof LossOutput, 'buffers'> | 'norm', number>>

const reported = ['loss', 'valid', 'active', 'positive', 'negative', 'norm'] as const

/** The report among the outputs of a model. */
export const reportIn = (result: Readonly<Record<string, NumericArray>>): StepReport =>
  Object.fromEntries(reported.map((name) => [name, Number(result[name]!.data[0])])) as StepReport

/** The mean of several batches' reports. */
export const meanReport = (reports: readonly StepReport[]): StepReport =>
  Object.fromEntries(
    reported.map((name) => [name, reports.reduce((sum, report) => sum + report[name], 0) / reports.length]),
  ) as StepReport
