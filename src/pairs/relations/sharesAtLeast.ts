import { demand } from '../../errors.ts'
import { cast, gemm, greater, less } from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Relation } from '../batch.ts'

/** Of samples with several labels, int64 [B, L], 1 where a sample has the label and 0 where not: same where two have `n`
 *  labels in common or more, other where they have none. With fewer in common they are neither, and do not count. A sample
 *  without any label is other to all. */
export function sharesAtLeast(n: number): Relation {
  const who = 'sharesAtLeast'
  demand(Number.isSafeInteger(n) && n >= 1, { who, rule: 'n must be a whole number from 1', value: n })
  const has = (labels: Tensor): Tensor => {
    demand(labels.shape.length === 2, {
      who,
      rule: 'labels must be [B, L], 1 where a sample has the label',
      value: `[${labels.shape}]`,
    })
    return cast(greater(labels, 0), 'float32')
  }
  return (labels, others) => {
    const common = gemm(has(labels), has(others), { transB: true })
    return { same: greater(common, n - 0.5), other: less(common, 0.5) }
  }
}
