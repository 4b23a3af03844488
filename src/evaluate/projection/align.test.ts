import { describe, expect, it } from 'vitest'
import { align, aligned } from './align.ts'

/** Three corners that no mirror image of theirs can be turned into. */
const corner = [0, 0, 4, 0, 0, 1]
const all = [0, 1, 2]

const near = (points: ArrayLike<number>, wanted: readonly number[]) => {
  expect(points.length).toBe(wanted.length)
  for (const [i, value] of wanted.entries()) expect(points[i]).toBeCloseTo(value, 5)
}

describe('align', () => {
  it('finds a quarter turn, a scale of two and a shift', () => {
    // (x, y) becomes (3 - 2y, 5 + 2x).
    const moved = [3, 5, 3, 13, 1, 5]
    const found = align(moved, corner, all)!
    expect(found).toMatchObject({ mirrored: false, pairs: 3 })
    expect(found.angle).toBeCloseTo(Math.PI / 2)
    expect(found.scale).toBeCloseTo(2)
    near(found.shift, [3, 5])
    expect(found.left).toBeCloseTo(0)
    near(aligned(found, corner), moved)
  })

  it('finds a reflection with a turn, a scale and a shift', () => {
    // Mirrored, then a quarter turn: (x, y) becomes (-1 + y / 2, 2 + x / 2).
    const moved = [-1, 2, -1, 4, -0.5, 2]
    const found = align(moved, corner, all)!
    expect(found.mirrored).toBe(true)
    expect(found.angle).toBeCloseTo(Math.PI / 2)
    expect(found.scale).toBeCloseTo(0.5)
    near(found.shift, [-1, 2])
    near(aligned(found, corner), moved)
  })

  it('goes by the pairs alone, whichever rows they are', () => {
    // Rows 0 and 2 have counterparts; row 1 has none, and the second of the others belongs to nothing.
    const found = align([1, 1, 900, 900, 3, 1], [2, 0, 50, 60, 0, 0], [2, -1, 0])!
    expect(found).toMatchObject({ pairs: 2, mirrored: false })
    near(aligned(found, [0, 0, 2, 0]), [1, 1, 3, 1])
  })

  it('makes both spread alike where they do not agree, and says how much is left', () => {
    // Corners of a square against the same corners, two of them exchanged: the half of it agrees.
    const square = [1, 1, -1, 1, -1, -1, 1, -1]
    const found = align(square, square, [0, 2, 1, 3])!
    expect(found.scale).toBeCloseTo(1)
    expect(found.left).toBeCloseTo(1 - 0.25)
  })

  it('shifts alone where one pair, or points on one spot, tell no more', () => {
    expect(align([5, 6], [1, 1], [0])).toEqual({
      angle: 0,
      mirrored: false,
      scale: 1,
      shift: [4, 5],
      pairs: 1,
      left: 0,
    })
    expect(align([5, 6, 5, 6], [1, 1, 3, 1], [0, 1])).toMatchObject({ angle: 0, scale: 1, shift: [3, 5], left: 1 })
    expect(align([1, 1, 3, 1], [5, 6, 5, 6], [0, 1])).toMatchObject({ angle: 0, scale: 1, shift: [-3, -5], left: 1 })
    expect(align([1, 1, 1, 1], [5, 6, 5, 6], [0, 1])).toMatchObject({ angle: 0, scale: 1, shift: [-4, -5], left: 0 })
  })

  it('is nothing where no row has a counterpart, and passes over places that are no numbers', () => {
    expect(align([0, 0], [0, 0], [-1])).toBeNull()
    expect(align([], [], [])).toBeNull()
    expect(align([Number.NaN, 0, 1, 1], [0, 0, 0, 0], [0, 1])).toMatchObject({ pairs: 1, shift: [1, 1] })
  })

  it('turns points of a circle about its middle, which stays', () => {
    // A quarter turn of two points that are not opposite one another.
    const found = align([0, 1, -1, 0], [1, 0, 0, 1], [0, 1], 'origin')!
    expect(found).toMatchObject({ scale: 1, mirrored: false })
    expect(found.angle).toBeCloseTo(Math.PI / 2)
    near(found.shift, [0, 0])
    near(aligned(found, [1, 0, 0, 1]), [0, 1, -1, 0])
  })
})
