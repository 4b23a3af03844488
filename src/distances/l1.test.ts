import { describe, expect, it } from 'vitest'
import { l1 } from './l1.ts'
import { differences, measured } from './measured.testing.ts'

describe('Manhattan distance', () => {
  it('is the sum of the differences of rows brought to l1 length 1', async () => {
    const { matrix, between } = await measured(l1(), [
      [1, 3],
      [-2, 2],
    ])
    // (0.25, 0.75), (-0.5, 0.5)
    expect(matrix).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(between).toEqual([1, 1])
  })

  it('takes rows as they are when told so', async () => {
    const { matrix } = await measured(l1({ normalize: false }), [
      [1, 3],
      [-2, 2],
      [0, 0],
    ])
    expect(matrix).toEqual([
      [0, 4, 4],
      [4, 0, 4],
      [4, 4, 0],
    ])
  })

  it('has the sign of each difference as gradient', async () => {
    const onlyFirst = [
      [0, 1],
      [0, 0],
    ]
    const { gradient } = await measured(
      l1({ normalize: false }),
      [
        [1, 3],
        [-2, 3],
      ],
      onlyFirst,
    )
    expect(gradient.map((g) => g + 0)).toEqual([1, 0, -1, 0])
  })

  it('agrees with a slow loop, gradient and order too', async () => {
    expect(await differences(l1(), 'l1')).toEqual([])
    expect(await differences(l1({ normalize: false }), 'raw l1')).toEqual([])
  })

  it('gives a row of zeros gradient 0', async () => {
    const { matrix, gradient } = await measured(l1(), [
      [0, 0],
      [3, 4],
    ])
    expect(matrix).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(gradient.every(Number.isFinite)).toBe(true)
    expect(gradient.slice(0, 2).map(Math.abs)).toEqual([0, 0])
  })

  it('is the same where anchors are taken in several blocks', async () => {
    // 260 x 260 x 250 differences do not fit in one block.
    const [size, width] = [260, 250]
    const rows = Array.from({ length: size }, (_, i) => Array<number>(width).fill(i))
    const { matrix, gradient } = await measured(l1({ normalize: false }), rows)
    expect(matrix).toEqual(rows.map((_, i) => rows.map((_, j) => width * Math.abs(i - j))))
    // Above all those before a row and below all those after it, in the matrix twice; and beside the next in the circle.
    const expected = rows.map((_, i) => 2 * (i - (size - 1 - i)) + (i === 0 ? -2 : i === size - 1 ? 2 : 0))
    expect(gradient).toEqual(expected.flatMap((g) => Array<number>(width).fill(g)))
  })
})
