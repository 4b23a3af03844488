import { describe, expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all } from '../positives/all.ts'
import { easiest } from './easiest.ts'

describe('the easiest negative', () => {
  it('is the farthest sample of another class', async () => {
    const { negative } = await chosen({ positives: all(), negatives: easiest() }, { places: [0, 1, 3, 10, 2.5, 7, 5] })
    expect(negative).toEqual(['0-5', '1-5', '2-5', '3-4', '4-3', '5-0', '6-0'])
  })

  it('is missing where there is one class only', async () => {
    const { negative } = await chosen({ positives: all(), negatives: easiest() }, { classes: [1, 1, 1, 1, 1, 1, 1] })
    expect(negative).toEqual([])
  })
})
