import { demand } from '../../errors.ts'
import { demandCount } from './demandCount.ts'

/** Embeddings with their classes. */
export interface LabelledEmbeddings {
  /** [n * dimension] row by row, each row of length 1. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** The class of each row, 0 .. classes - 1. */
  readonly labels: Int32Array
  readonly classes: number
}

/** Throws unless the labels count classes. */
export function checkLabels(who: string, { labels, classes }: Pick<LabelledEmbeddings, 'labels' | 'classes'>): void {
  demandCount(who, 'classes', classes)
  const stray = labels.find((label) => label < 0 || label >= classes)
  demand(stray === undefined, { who, rule: `labels go from 0 to classes - 1 = ${classes - 1}`, value: stray })
}

/** Throws unless there is an embedding of finite numbers for each label. */
export function checkEmbeddings(who: string, of: LabelledEmbeddings): void {
  const { embeddings, dimension, labels } = of
  demandCount(who, 'dimension', dimension)
  checkLabels(who, of)
  const rule = `embeddings must have labels * dimension = ${labels.length * dimension} numbers`
  demand(embeddings.length === labels.length * dimension, { who, rule, value: embeddings.length })
  const stray = embeddings.find((x) => !Number.isFinite(x))
  demand(stray === undefined, { who, rule: 'embeddings must be finite', value: stray })
}
