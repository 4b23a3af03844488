import { describe, expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all } from '../negatives/all.ts'
import { easiest } from '../negatives/easiest.ts'
import { hardest } from '../negatives/hardest.ts'
import { semihard } from './semihard.ts'

describe('the semi-hard positive', () => {
  it('is the farthest of the class that is nearer than the chosen negative', async () => {
    const { positive, negative } = await chosen({ positives: semihard(), negatives: easiest() })
    // The farthest negative of 0, 1, 2, 4 and 5 is 6, of 3 also (10 away), and 3 has positives at 7, 9 and 10.
    expect(negative).toEqual(['0-6', '1-6', '2-6', '3-6', '4-6', '5-6', '6-0'])
    expect(positive).toEqual(['0-3', '1-3', '2-3', '3-1', '4-5', '5-4'])
  })

  it('is missing where no positive is nearer than the negative', async () => {
    const { positive } = await chosen({ positives: semihard(), negatives: hardest() })
    // Nearest negatives: 0: 2.5, 1: 1.5, 2: 0.5, 3: 3, 4: 0.5, 5: 3.
    expect(positive).toEqual(['0-1', '1-0'])
  })

  it('is one for each negative where all negatives count', async () => {
    const { positive } = await chosen({ positives: semihard(), negatives: all() })
    // Anchor 0 has negatives at 2.5, 7 and 20; anchor 1 at 1.5, 6, 19; anchor 2 at 0.5, 4, 17; anchor 3 at 7.5, 3, 10.
    const ofA = ['0-1', '0-2', '0-3', '1-0', '1-2', '1-3', '2-0', '2-3', '3-2', '3-1']
    // Anchor 4 has its one positive at 4.5: of 0, 1, 2, 3 and 6, 3 and 6 are farther; of 5 also 0, 1.
    expect(positive).toEqual([...ofA, '4-5', '4-5', '5-4', '5-4', '5-4'])
  })

  it('knows no more positives than the batch is said to have', async () => {
    const { positive } = await chosen({ positives: semihard(), negatives: easiest() }, { mostPositives: 1 })
    expect(positive).toEqual(['0-1', '1-0', '2-0', '4-5', '5-4'])
  })
})
