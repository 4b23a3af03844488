import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { bools } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { nPairs } from './nPairs.ts'
import { cos, told } from './plane.testing.ts'

/** -ln of the softmax's share of the first number. */
const picked = (own: number, ...others: number[]): number =>
  Math.log([own, ...others].reduce((sum, z) => sum + Math.exp(z), 0)) - own

/** Whether two rows of four are both even, or both odd. */
const parity = (same: boolean) =>
  constant(
    bools(
      Array.from({ length: 16 }, (_, at) => Number((((at >> 2) - at) % 2 === 0) === same)),
      [4, 4],
    ),
  )

describe('N-pairs', () => {
  it('takes the first two samples of each class that has two, and each anchor among all positives', async () => {
    // The pairs are 0 with 50, and 80 with 180; the class of 300 is alone, and the third 10 is left out.
    const { loss, valid, gradient } = await told(nPairs(), [0, 80, 50, 300, 180, 10], [5, 2, 5, 9, 2, 5])
    expect(loss).toBeCloseTo((picked(cos(50), cos(180)) + picked(cos(100), cos(30))) / 2, 5)
    expect(valid).toBeCloseTo(1 / 3, 6)
    expect([...gradient.slice(6, 8), ...gradient.slice(10)].map(Math.abs)).toEqual([0, 0, 0, 0])
  })

  it('leaves embeddings as long as they are, unless the similarity does not', async () => {
    const rows = [
      [2, 0],
      [3, 0],
      [0, 1],
      [0, 4],
    ]
    const labels = [0, 0, 1, 1]
    expect((await told(nPairs(), rows, labels)).loss).toBeCloseTo((picked(6, 0) + picked(4, 0)) / 2, 5)
    expect((await told(nPairs({ distance: cosine() }), rows, labels)).loss).toBeCloseTo(picked(1, 0), 5)
  })

  it('follows a relation in place of labels', async () => {
    const { loss } = await told(nPairs(), [0, 80, 50, 180], [0, 1, 2, 3], undefined, {
      relation: () => ({ same: parity(true), other: parity(false) }),
    })
    expect(loss).toBeCloseTo((picked(cos(50), cos(180)) + picked(cos(100), cos(30))) / 2, 5)
  })

  it('is 0 with gradient 0 of one pair, and of none', async () => {
    for (const [labels, valid] of [
      [[1, 1, 1], 1 / 3],
      [[0, 1, 2], 0],
    ] as const) {
      const found = await told(nPairs(), [0, 60, 90], labels)
      expect([found.loss, ...found.gradient.map(Math.abs)]).toEqual(Array(7).fill(0))
      expect(found.valid).toBeCloseTo(valid, 6)
    }
    expect((await told(nPairs(), [0], [0])).loss).toBe(0)
  })

  it('refuses references', async () => {
    await expect(told(nPairs(), [0], [0], { rows: [10], labels: [0] })).rejects.toThrow(
      'n-pairs: both samples of a pair must be of the batch',
    )
  })
})
