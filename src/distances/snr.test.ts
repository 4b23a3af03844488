import { describe, expect, it } from 'vitest'
import { differences, measured } from './measured.testing.ts'
import { snr } from './snr.ts'

describe('signal-to-noise ratio distance', () => {
  it('is the variance of the difference over the variance of the anchor, which is the row', async () => {
    const { matrix, between } = await measured(snr({ normalize: false }), [
      [1, -1],
      [3, 1],
      [4, -4],
    ])
    // Variances 1, 1, 16; differences (-2, -2), (-3, 3), (-1, 5) of variances 0, 9, 9.
    expect(matrix).toEqual([
      [0, 0, 9],
      [0, 0, 9],
      [9 / 16, 9 / 16, 0],
    ])
    expect(between).toEqual([0, 9, 9 / 16])
  })

  it('agrees with a slow loop, gradient and order too', async () => {
    expect(await differences(snr(), 'snr')).toEqual([])
  })

  it('of an anchor without signal is the noise itself: finite, with a finite gradient', async () => {
    for (const row of [
      [0, 0, 0, 0],
      [5, 5, 5, 5],
    ]) {
      const { matrix, between, gradient } = await measured(snr(), [row, [1, -1, 0, 0]])
      expect(matrix[0]![1]).toBeCloseTo(1, 6)
      expect(between[0]).toBeCloseTo(1, 6)
      expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(10)
    }
  })
})
