import { describe, expect, it } from 'vitest'
import { divideClasses } from './divideClasses.ts'

const level = (name: string, labels: readonly number[]) => ({
  name,
  classes: Array.from({ length: 20 }, (_, c) => `${name}${c}`),
  labels: Int32Array.from(labels),
})
const every = (labels: readonly number[]) => Int32Array.from(labels.keys())

/** Two images of each of nine classes, not in their order. */
const nine = [...Array(18).keys()].map((i) => (i * 4) % 9)

describe('divideClasses', () => {
  it('gives one part of the classes apart, by their numbers, the earlier parts being the larger', () => {
    const classes = level('kind', nine)
    const parts = [0, 1, 2, 3].map((number) => divideClasses([classes], every(nine), { number, of: 4 }))
    const held = parts.map(({ held }) => [...new Set(held.map((row) => nine[row]!))].sort())
    expect(held).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ])
    for (const { kept, held } of parts) expect([...kept, ...held].sort((a, b) => a - b)).toEqual([...every(nine)])
  })

  it('shuffles the classes by a seed: the same for the same one', () => {
    const classes = level('kind', nine)
    const by = (seed: number | null) => [...divideClasses([classes], every(nine), { number: 0, of: 2 }, { seed }).held]
    expect(by(1)).toEqual(by(1))
    expect(new Set([by(null), by(1), by(2)].map(String)).size).toBe(3)
  })

  it('takes the first level that has two classes for each part, of those among the rows', () => {
    const [coarse, fine] = [level('coarse', [0, 0, 0, 0, 1, 1, 1, 1]), level('fine', [0, 0, 1, 1, 2, 2, 3, 3])]
    const rows = Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7)
    expect(divideClasses([coarse, fine], rows, { number: 0, of: 2 }).level).toBe(fine)
    expect(divideClasses([fine, coarse], rows, { number: 1, of: 2 }).held).toEqual(Int32Array.of(4, 5, 6, 7))
    expect(() => divideClasses([coarse, fine], rows.subarray(2), { number: 0, of: 2 }, { who: '--fold' })).toThrow(
      "--fold: to divide the classes into 2 parts of two at least takes 4 classes, got '2 of 'coarse' and 3 of 'fine''; divide into fewer parts, or add classes",
    )
  })

  it('puts rows without a label into no part of their own', () => {
    const some = level('kind', [0, -1, 1, 2, 3, -1])
    expect(divideClasses([some], Int32Array.of(0, 1, 2, 3, 4, 5), { number: 1, of: 2 }).held).toEqual(
      Int32Array.of(3, 4),
    )
  })
})
