import { describe, expect, it } from 'vitest'
import { openPoints } from './points.ts'
import { updateCentres } from './updateCentres.ts'

const assigned = (labels: number[], own: number[]) => ({
  labels: Int32Array.from(labels),
  own: Float64Array.from(own),
  other: new Float64Array(labels.length).fill(Number.POSITIVE_INFINITY),
})

describe('updateCentres', () => {
  it('gives the means, and names those centres that are elsewhere now', () => {
    const points = openPoints(Float32Array.of(0, 2, 5, 5), 1, {})
    const centres = Float64Array.of(0, 5)
    expect([...updateCentres(points, assigned([0, 0, 1, 1], [0, 4, 0, 0]), centres)]).toEqual([0])
    expect([...centres]).toEqual([1, 5])
  })

  it('the mean of equal rows is that row, to the last digit', () => {
    const points = openPoints(new Float32Array(7).fill(0.1), 1, {})
    const centres = Float64Array.of(Math.fround(0.1))
    expect([...updateCentres(points, assigned(Array(7).fill(0), Array(7).fill(0)), centres)]).toEqual([])
  })

  it('an empty centre takes the farthest row out of a cluster of several', () => {
    const points = openPoints(Float32Array.of(0, 1, 9, 50), 1, {})
    const centres = Float64Array.of(0, 40, 99)
    const assignment = assigned([0, 0, 0, 1], [0, 1, 81, 100])
    updateCentres(points, assignment, centres)
    expect([...assignment.labels]).toEqual([0, 0, 2, 1])
    expect([...centres]).toEqual([0.5, 50, 9])
    // The centre that it left is no farther than before: it may win the row back.
    expect(assignment.other[2]).toBe(81)
  })

  it('an empty centre stays where no row is away from its own', () => {
    const points = openPoints(Float32Array.of(3, 3), 1, {})
    const centres = Float64Array.of(3, 8)
    expect([...updateCentres(points, assigned([0, 0], [0, 0]), centres)]).toEqual([])
    expect([...centres]).toEqual([3, 8])
  })
})
