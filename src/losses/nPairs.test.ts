import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
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

const three = [
  [0, 80, 50, 300, 180, 10],
  [5, 2, 5, 9, 2, 5],
] as const

describe('N-pairs', () => {
  it('with all positives takes the first two samples of each class that has two, each anchor among all pairs', async () => {
    // The pairs are 0 with 50, and 80 with 180; the class of 300 is alone, and the third 10 is left out.
    const { loss, valid, gradient } = await told(nPairs({ positives: positives.all() }), ...three)
    expect(loss).toBeCloseTo((picked(cos(50), cos(180)) + picked(cos(100), cos(30))) / 2, 5)
    expect(valid).toBeCloseTo(1 / 3, 6)
    expect([...gradient.slice(6, 8), ...gradient.slice(10)].map(Math.abs)).toEqual([0, 0, 0, 0])
  })

  it('with the easiest positives, the default, takes the first of each class with its nearest', async () => {
    // The pairs are 0 with 10, and 80 with 180.
    const { loss, gradient } = await told(nPairs(), ...three)
    expect(loss).toBeCloseTo((picked(cos(10), cos(180)) + picked(cos(100), cos(70))) / 2, 5)
    expect([...gradient.slice(4, 8)].map(Math.abs)).toEqual([0, 0, 0, 0])
  })

  it('chooses negatives among the positives of the other pairs', async () => {
    // The pairs are 0 with 10, 80 with 100, and 180 with 200.
    const batch = [
      [0, 10, 80, 100, 180, 200],
      [0, 0, 1, 1, 2, 2],
    ] as const
    const hardest = await told(nPairs({ negatives: negatives.hardest() }), ...batch)
    const each = [picked(cos(10), cos(100)), picked(cos(20), cos(70)), picked(cos(20), cos(80))]
    expect(hardest.loss).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 5)
    // The nearest beyond the positive, here of all of them.
    expect((await told(nPairs({ negatives: negatives.semihard() }), ...batch)).loss).toBeCloseTo(hardest.loss, 6)
  })

  it('measures a semi-hard positive from the negatives of the batch', async () => {
    // Of 0 the nearest negative is 60: of its class 20 and 50 are nearer, 70 is not. Of 60 it is 50, and 64 is nearer.
    const made = nPairs({ positives: positives.semihard(), negatives: negatives.hardest() })
    const { loss } = await told(made, [0, 20, 50, 70, 60, 64], [0, 0, 0, 0, 1, 1])
    expect(loss).toBeCloseTo((picked(cos(50), cos(64)) + picked(cos(4), cos(10))) / 2, 5)
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
