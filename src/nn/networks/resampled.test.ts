import { describe, expect, it } from 'vitest'
import { floats, sizeOf } from '../../tensor/array.ts'
import { resampled } from './resampled.ts'

const sines = (shape: readonly number[]) =>
  floats(
    Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i)),
    shape,
  )

describe('resampled', () => {
  // F.interpolate(mode='bicubic', antialias=True, align_corners=False) of PyTorch 1.13, on sin(0), sin(1), ...
  it.each([
    [[2, 2, 1], 3, 3, [-0.12215, 0.41386, 0.94987, 0.45224, 0.47297, 0.49371, 1.02662, 0.53208, 0.03754]],
    [[4, 4, 1], 2, 3, [-0.17387, 0.08878, 0.2252, 0.1519, 0.19862, -0.03705]],
    [
      [2, 3, 2],
      4,
      2,
      [
        0.39906, 0.64166, -0.15326, -0.60973, 0.35211, 0.63794, -0.09987, -0.5842, 0.25901, 0.63057, 0.00601, -0.53359,
        0.21206, 0.62686, 0.0594, -0.50807,
      ],
    ],
    [[5, 5, 1], 2, 2, [-0.11319, 0.41444, -0.03803, -0.33842]],
  ])('of [%s] at %d x %d is PyTorch’s', (shape, rows, columns, expected) => {
    const { data, shape: to } = resampled(sines(shape), rows, columns)
    expect(to).toEqual([rows, columns, shape[2]])
    expected.forEach((value, i) => {
      expect(Number(data[i])).toBeCloseTo(value, 4)
    })
  })

  it('leaves a grid of the same size as it is', () => {
    expect(resampled(sines([3, 2, 2]), 3, 2)).toEqual(sines([3, 2, 2]))
  })
})
