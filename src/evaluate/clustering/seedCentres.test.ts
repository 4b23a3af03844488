import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { openPoints } from './points.ts'
import { seedCentres } from './seedCentres.ts'

/** Chances of every row to be the last of k centres, by going through all orders. */
function lastChances(rows: readonly number[], k: number): number[] {
  const chances = rows.map(() => 0)
  const walk = (chosen: readonly number[], chance: number): void => {
    const squares = rows.map((x) => Math.min(...chosen.map((c) => (x - rows[c]!) ** 2)))
    const total = squares.reduce((a, b) => a + b, 0)
    squares.forEach((square, row) => {
      if (square === 0) return
      const now = (chance * square) / total
      if (chosen.length + 1 === k) chances[row]! += now
      else walk([...chosen, row], now)
    })
  }
  rows.forEach((_, first) => {
    walk([first], 1 / rows.length)
  })
  return chances
}

describe('seedCentres', () => {
  it('draws as k-means++ does, also where several centres wait to be measured', async () => {
    // The third and fourth centre are drawn by the distances to the first two.
    const rows = [0, 1, 3, 7, 8, 20]
    const points = openPoints(Float32Array.from(rows), 1, {})
    const rng = random('draws')
    const times = 20_000
    const counts = rows.map(() => 0)
    for (let i = 0; i < times; i++) {
      const { centres } = await seedCentres(points, 4, rng)
      counts[rows.indexOf(centres[3]!)]!++
    }
    lastChances(rows, 4).forEach((chance, row) => {
      const deviation = Math.sqrt((chance * (1 - chance)) / times)
      expect(Math.abs(counts[row]! / times - chance)).toBeLessThan(4.5 * deviation)
    })
  })

  it('never draws a row twice while others are left, and gives each row its nearest centre', async () => {
    const rows = Float32Array.from({ length: 300 * 4 }, random('rows').normal)
    const points = openPoints(rows, 4, {})
    const { centres, assignment } = await seedCentres(points, 300, random(0))
    expect(new Set(Array.from({ length: 300 }, (_, c) => centres.subarray(c * 4, c * 4 + 4).join())).size).toBe(300)
    expect(assignment.own.every((square) => square === 0)).toBe(true)
    expect(new Set(assignment.labels).size).toBe(300)
  })

  it('repeats rows where fewer than k are distinct', async () => {
    const points = openPoints(Float32Array.of(1, 1, 2, 2), 1, {})
    const { centres, assignment } = await seedCentres(points, 4, random(0))
    expect(new Set(centres)).toEqual(new Set([1, 2]))
    expect([...assignment.own]).toEqual([0, 0, 0, 0])
  })
})
