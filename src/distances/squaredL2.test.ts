import { describe, expect, it } from 'vitest'
import { differences, measured } from './measured.testing.ts'
import { squaredL2 } from './squaredL2.ts'

describe('squared Euclidean distance', () => {
  it('is the squared length of the difference', async () => {
    const { matrix, between } = await measured(squaredL2({ normalize: false }), [
      [1, 2],
      [4, 6],
      [1, 0],
    ])
    expect(matrix).toEqual([
      [0, 25, 4],
      [25, 0, 45],
      [4, 45, 0],
    ])
    expect(between).toEqual([25, 45, 4])
  })

  it('has the gradient 2 (x - y) of each distance', async () => {
    const onlyFirst = [
      [0, 1],
      [0, 0],
    ]
    const { gradient } = await measured(
      squaredL2({ normalize: false }),
      [
        [1, 2],
        [4, 6],
      ],
      onlyFirst,
    )
    expect(gradient).toEqual([-6, -8, 6, 8])
  })

  it('agrees with a slow loop, gradient and order too', async () => {
    expect(await differences(squaredL2(), 'squared l2')).toEqual([])
    expect(await differences(squaredL2({ normalize: false }), 'raw squared l2')).toEqual([])
  })

  it('is never negative, whatever rounding leaves', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => [1000 + i * 1e-3, 2000, -3000].map(Math.fround))
    const { matrix } = await measured(squaredL2({ normalize: false }), rows)
    expect(Math.min(...matrix.flat())).toBe(0)
    expect(matrix.map((row, i) => row[i])).toEqual(rows.map(() => 0))
  })
})
