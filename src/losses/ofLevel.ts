import { demand } from '../errors.ts'
import { gather } from '../ops/index.ts'
import type { Batch } from '../pairs/batch.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { scalar } from '../tensor/tensor.ts'

/** The batch as one level of its labels [B, L] sees it: that column is its labels. Fails, naming `who`, where there is no such
 *  column. */
export function ofLevel(who: string, batch: Batch, level: number, mostPositives: number | undefined): Batch {
  const { labels, references } = batch
  return {
    ...batch,
    labels: column(who, labels, level),
    ...(references ? { references: { ...references, labels: column(who, references.labels, level) } } : {}),
    ...(mostPositives === undefined ? {} : { mostPositives }),
  }
}

function column(who: string, labels: Tensor, level: number): Tensor {
  const shape = fixed(labels.shape, who)
  demand(shape.length === 2 && level < shape[1]!, {
    who,
    rule: `labels must be [B, L] with L of at least ${level + 1}, a column for each level`,
    value: `[${shape}]`,
    remedy: 'give each sample a label for every level',
  })
  return gather(labels, scalar(level, 'int64'), 1)
}
