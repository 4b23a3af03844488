import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { interpolation } from './interpolation.ts'
import { matMul } from './matMul.ts'
import { resize } from './resize.ts'

const coordinates = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'] as const
const roundings = ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'] as const

describe('interpolation', () => {
  it('weighs the two neighbours of a place by nearness, the edges repeated', () => {
    const how = { mode: 'linear', coordinates: 'half_pixel', rounding: 'floor', scale: 2 } as const
    expect([...interpolation(2, 4, how)]).toEqual([1, 0.75, 0.25, 0, 0, 0.25, 0.75, 1])
  })

  it.each(coordinates)('is what the runtime does, linearly, with %s', async (coordinates) => {
    for (const scale of [0.5, 0.6, 1.3, 2, 2.5])
      await agree(5, { mode: 'linear', coordinates, rounding: 'floor', scale })
  })

  it.each(roundings)('is what the runtime does with the nearest, %s', async (rounding) => {
    for (const scale of [0.5, 0.6, 1.3, 2, 2.5])
      for (const one of coordinates) await agree(5, { mode: 'nearest', coordinates: one, rounding, scale })
  })
})

type Weighed = Parameters<typeof interpolation>[2]

async function agree(length: number, how: Weighed & { mode: 'nearest' | 'linear' }): Promise<void> {
  const pixels = [3, 1, 4, 1, 5].slice(0, length)
  const [, ...expected] = await compute(
    resize(matrix(pixels, [1, 1, 1, length]), { scales: [1, 1, 1, how.scale], ...how }),
  )
  const weights = matrix(interpolation(length, expected.length, how), [length, expected.length])
  const [, ...found] = await compute(matMul(matrix(pixels, [1, length]), weights))
  expect(found, JSON.stringify(how)).toEqual(expected.map((n) => expect.closeTo(n, 4)))
}
