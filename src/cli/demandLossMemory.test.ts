import { expect, it } from 'vitest'
import { crossBatchMemory } from '../losses/crossBatchMemory.ts'
import { triplet } from '../losses/triplet.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { demandLossMemory } from './demandLossMemory.ts'

const every = triplet({ positives: positives.all(), negatives: negatives.all() })

it('says before the work that all positives with all negatives need a number for each tuple, and what makes them fewer', () => {
  // B x K x M numbers of 4 bytes, six times.
  const needed = 6 * 4 * 32 * 7 * 512
  const loss = crossBatchMemory(every, { size: 512, dimension: 8, mostPositives: 7 })
  const batch = { size: 32, dimension: 8 }
  demandLossMemory(loss, batch, '--memory', needed)
  expect(() => demandLossMemory(loss, batch, '--classes, --memory', needed - 1)).toThrow(
    /^--loss: triplet with cross-batch memory loss makes tensors of 32 x 7 x 512 numbers .*; lower --classes, --memory, or take --positives easiest$/,
  )
})

it('asks for little where one pair of each side is chosen', () => {
  demandLossMemory(triplet(), { size: 32, dimension: 8, mostPositives: 7 }, '', 6 * 4 * 32 * 32)
  expect(() => demandLossMemory(every, { size: 32, dimension: 8, mostPositives: 7 }, '', 6 * 4 * 32 * 32)).toThrow()
})
