import { expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { easiest } from '../positives/easiest.ts'
import { all } from './all.ts'

it('all negatives are every sample of another class', async () => {
  const { negative } = await chosen({ positives: easiest(), negatives: all() }, { classes: [0, 0, 0, 0, 0, 0, 7] })
  expect(negative).toEqual(['0-6', '1-6', '2-6', '3-6', '4-6', '5-6', '6-0', '6-1', '6-2', '6-3', '6-4', '6-5'])
})
