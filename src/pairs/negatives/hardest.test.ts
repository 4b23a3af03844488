import { expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all } from '../positives/all.ts'
import { hardest } from './hardest.ts'

it('the hardest negative is the nearest sample of another class', async () => {
  const { negative } = await chosen({ positives: all(), negatives: hardest() })
  expect(negative).toEqual(['0-4', '1-4', '2-4', '3-5', '4-2', '5-3', '6-3'])
})
