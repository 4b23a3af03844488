import { expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all as allNegatives } from '../negatives/all.ts'
import { all } from './all.ts'

it('all positives are every other sample of the class', async () => {
  const { positive } = await chosen({ positives: all(), negatives: allNegatives() })
  const ofA = ['0-1', '0-2', '0-3', '1-0', '1-2', '1-3', '2-0', '2-1', '2-3', '3-0', '3-1', '3-2']
  expect(positive).toEqual([...ofA, '4-5', '5-4'])
})
