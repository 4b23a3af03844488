import { describe, expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all } from '../positives/all.ts'
import { easiest } from '../positives/easiest.ts'
import { hardest } from '../positives/hardest.ts'
import { semihard } from './semihard.ts'

describe('the semi-hard negative', () => {
  it('is the nearest beyond the easiest positive', async () => {
    const { negative } = await chosen({ positives: easiest(), negatives: semihard() })
    // Easiest positives at 1, 1, 2, 7, 4.5, 4.5.
    expect(negative).toEqual(['0-4', '1-4', '2-5', '3-4', '4-3', '5-1'])
  })

  it('is the nearest beyond the hardest positive', async () => {
    const { negative } = await chosen({ positives: hardest(), negatives: semihard() })
    // Hardest positives at 10, 9, 7, 10, 4.5, 4.5; sample 6 is exactly 10 from 3, which is not beyond.
    expect(negative).toEqual(['0-6', '1-6', '2-6', '4-3', '5-1'])
  })

  it('is one for each positive where all positives count, and missing where none is beyond', async () => {
    const { positive, negative } = await chosen({ positives: all(), negatives: semihard() })
    // Positives of 0 at 1, 3, 10; of 1 at 1, 2, 9; of 2 at 3, 2, 7; of 3 at 10, 9, 7; negatives of 3 at 7.5, 3, 10.
    const ofA = ['0-4', '0-5', '0-6', '1-4', '1-5', '1-6', '2-5', '2-5', '2-6', '3-6', '3-4']
    expect(negative).toEqual([...ofA, '4-3', '5-1'])
    expect(positive).toHaveLength(14)
  })
})
