import { describe, expect, it } from 'vitest'
import { evaluate } from '../../runtime/evaluate.ts'
import { ints } from '../../tensor/array.ts'
import { constant } from '../../tensor/tensor.ts'
import type { Relation } from '../batch.ts'
import { masks } from '../masks.ts'
import { pairsGiven } from './pairsGiven.ts'
import { sharesAtLeast } from './sharesAtLeast.ts'
import { sharesLabel } from './sharesLabel.ts'
import { tripletsGiven } from './tripletsGiven.ts'

/** Pairs of a batch as 'anchor-other'. */
async function related(relation: Relation, labels: readonly number[], shape: readonly number[] = [labels.length]) {
  const { same, other } = await evaluate(masks({ labels: constant(ints(labels, shape)), relation }))
  const listed = (mask: typeof same): string[] =>
    Array.from(mask.data as Uint8Array).flatMap((holds, i) =>
      holds ? [`${Math.floor(i / shape[0]!)}-${i % shape[0]!}`] : [],
    )
  return { same: listed(same), other: listed(other) }
}

describe('samples with several labels', () => {
  // 0 has labels a b, 1 b c, 2 c, 3 none, 4 a b c.
  const labels = [1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1]

  it('are the same where they share one, and other where none; a sample without a label is other to all', async () => {
    const { same, other } = await related(sharesLabel, labels, [5, 3])
    expect(same).toEqual(['0-1', '0-4', '1-0', '1-2', '1-4', '2-1', '2-4', '4-0', '4-1', '4-2'])
    expect(other).toEqual(['0-2', '0-3', '1-3', '2-0', '2-3', '3-0', '3-1', '3-2', '3-4', '4-3'])
  })

  it('are neither where they share fewer than asked for', async () => {
    const { same, other } = await related(sharesAtLeast(2), labels, [5, 3])
    expect(same).toEqual(['0-4', '1-4', '4-0', '4-1'])
    expect(other).toEqual(['0-2', '0-3', '1-3', '2-0', '2-3', '3-0', '3-1', '3-2', '3-4', '4-3'])
  })

  it('need [B, L] labels and a whole number of them in common', async () => {
    await expect(related(sharesLabel, [1, 0])).rejects.toThrow('labels must be [B, L]')
    expect(() => sharesAtLeast(0)).toThrow('sharesAtLeast: n must be a whole number from 1, got 0')
  })
})

describe('pairs and triplets that are given', () => {
  it('pairs are rows 2i and 2i + 1, same or other by their label, and no pair across counts', async () => {
    expect(await related(pairsGiven, [1, 1, 0, 0, 1, 1])).toEqual({
      same: ['0-1', '1-0', '4-5', '5-4'],
      other: ['2-3', '3-2'],
    })
  })

  it('a pair whose two rows bear different labels counts for nothing', async () => {
    expect(await related(pairsGiven, [1, 0])).toEqual({ same: [], other: [] })
  })

  it('triplets are rows 3i, 3i + 1 and 3i + 2, whatever the labels', async () => {
    expect(await related(tripletsGiven, [7, 0, 0, 7, 7, 1])).toEqual({ same: ['0-1', '3-4'], other: ['0-2', '3-5'] })
  })

  it('need a batch of whole groups, and no references', async () => {
    await expect(related(pairsGiven, [1, 1, 0])).rejects.toThrow(
      'pairsGiven: a batch must be a multiple of 2 samples, got 3',
    )
    await expect(related(tripletsGiven, [0, 0, 0, 0])).rejects.toThrow('a multiple of 3 samples, got 4')
    const [labels, others] = [constant(ints([1, 1])), constant(ints([1, 1]))]
    expect(() => pairsGiven(labels, others)).toThrow('references have none')
  })
})
