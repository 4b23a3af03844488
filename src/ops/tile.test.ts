import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { tile } from './tile.ts'

describe('tile', () => {
  const x = matrix([1, 2], [1, 2])

  it('repeats along each axis', async () => {
    expect(await compute(tile(x, [2, 2]))).toEqual([[2, 4], 1, 2, 1, 2, 1, 2, 1, 2])
  })

  it('refuses too few repeats', () => {
    expect(() => tile(x, [2])).toThrow('Tile: every axis needs a number of repeats, got [2]')
  })
})
