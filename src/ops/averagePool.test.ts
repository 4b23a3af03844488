import { describe, expect, it } from 'vitest'
import { averagePool } from './averagePool.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'

describe('averagePool', () => {
  const x = matrix([1, 2, 3, 4, 5, 6], [1, 1, 2, 3])

  it('steps by its own size where no strides are given', async () => {
    expect(await compute(averagePool(x, [2, 2]))).toEqual([[1, 1, 1, 1], 3])
  })

  it('counts the border only where asked', async () => {
    const options = { strides: [1, 1], pads: [0, 1, 0, 0] }
    expect(await compute(averagePool(x, [2, 2], options))).toEqual([[1, 1, 1, 3], 2.5, 3, 4])
    expect(await compute(averagePool(x, [2, 2], { ...options, countIncludePad: true }))).toEqual([
      [1, 1, 1, 3],
      1.25,
      3,
      4,
    ])
  })

  it('refuses a window larger than the image', () => {
    expect(() => averagePool(x, [3, 3])).toThrow('AveragePool: the image must be at least as large as the window')
  })
})
