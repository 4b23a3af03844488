import { describe, expect, it } from 'vitest'
import { choiceOf, chosen, valuesOf } from '../line.testing.ts'
import * as positives from '../positives/index.ts'
import { tuples } from '../tuples.ts'
import { tripletMargin } from './tripletMargin.ts'

const pairs = async (options: Parameters<typeof tripletMargin>[0]): Promise<string[]> =>
  (await chosen({ positives: positives.easiest(), negatives: tripletMargin(options) })).negative

describe('triplet-margin negatives', () => {
  // Easiest positives of 0 .. 5 at 1, 1, 2, 7, 4.5, 4.5; sample 6 has none.
  it('of each kind stand so to the chosen positive and the margin', async () => {
    const [hard, semihard] = await Promise.all([pairs({ kind: 'hard' }), pairs({ kind: 'semihard', margin: 1.5 })])
    // Negatives of 0 at 2.5, 7, 20; of 1 at 1.5, 6, 19; of 2 at 0.5, 4, 17; of 3 at 7.5, 3, 10.
    expect(hard).toEqual(['2-4', '3-5', '4-0', '4-1', '4-2', '5-2', '5-3'])
    // 0-4 stands exactly at the margin.
    expect(semihard).toEqual(['0-4', '1-4', '3-4', '5-1'])
    expect((await pairs({ margin: 1.5 })).sort()).toEqual([...hard, ...semihard].sort())
    const easy = await pairs({ kind: 'easy', margin: 1.5 })
    expect(easy).toEqual(['0-5', '0-6', '1-5', '1-6', '2-5', '2-6', '3-6', '4-3', '4-6', '5-0', '5-6'])
  })

  it('are chosen for each of several positives', async () => {
    const choice = choiceOf({ positives: positives.all(), negatives: tripletMargin({ kind: 'semihard', margin: 1 }) })
    const { valid, positives: p } = tuples(choice)
    const found = await valuesOf({ valid, p })
    expect(found.valid.shape).toEqual([7, 6, 7])
    const triplets = Array.from(found.valid.data as Uint8Array).flatMap((holds, i) =>
      holds ? [`${Math.floor(i / 42)}-${found.p.data[Math.floor(i / 7)]}-${i % 7}`] : [],
    )
    // v = d(a,n) - d(a,p) is 1.5 - 1, 4 - 3, 10 - 10 (not above 0), 10 - 9 and 7.5 - 7.
    expect(triplets).toEqual(['1-0-4', '2-0-5', '3-1-6', '3-2-4'])
  })

  it.each([
    [{ margin: -0.1 }, 'triplet-margin negatives: margin must be a number at least 0, got -0.1'],
    [{ margin: Number.NaN }, 'margin must be a number at least 0, got NaN'],
    [
      { kind: 'hard' as const, margin: 0.2 },
      'of kind hard there is no margin: they are nearer than the positive, got 0.2',
    ],
    [{ kind: 'all' as 'hard' }, `kind must be one of 'violating', 'hard', 'semihard', 'easy', got 'all'`],
  ])('refuse %o', (options, message) => {
    expect(() => tripletMargin(options)).toThrow(message)
  })
})
