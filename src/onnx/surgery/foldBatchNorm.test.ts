import { describe, expect, it } from 'vitest'
import { nodesIn } from '../nodesIn.ts'
import { foldBatchNorm } from './foldBatchNorm.ts'
import { network, run } from './network.testing.ts'

describe('foldBatchNorm', () => {
  it('takes the normalisations into the convolutions before them: the same results without them', async () => {
    const before = network()
    const after = foldBatchNorm(before)
    const kinds = (model: Uint8Array): number =>
      nodesIn(model).filter(({ operator }) => operator === 'BatchNormalization').length
    expect([kinds(before), kinds(after)]).toEqual([2, 0])
    const [a, b] = [await run(before), await run(after)]
    for (const [i, value] of a.embeddings!.data.entries()) expect(b.embeddings!.data[i]).toBeCloseTo(Number(value), 5)
  })
})
