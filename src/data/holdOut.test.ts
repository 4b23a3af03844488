import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { holdOut } from './holdOut.ts'

const classes = ['a', 'b', 'c']
const labels = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2)
const rows = Int32Array.from(labels.keys())

describe('holdOut', () => {
  it('keeps the share of each class out, one of two at least, and never the only one', () => {
    const { kept, held } = holdOut({ classes, labels }, rows, { share: 0.2, random: random(1) })
    const count = (some: Int32Array) => classes.map((_, c) => some.filter((row) => labels[row] === c).length)
    expect(count(held)).toEqual([2, 1, 0])
    expect(count(kept)).toEqual([8, 1, 1])
    expect([...kept, ...held].sort((a, b) => a - b)).toEqual([...rows])
  })

  it('leaves one of each class, however large the share', () => {
    const { kept } = holdOut({ classes, labels }, rows, { share: 0.999, random: random(1) })
    expect(new Set(kept.map((row) => labels[row]!))).toEqual(new Set([0, 1, 2]))
  })

  it('is the same for the same generator, and another for another', () => {
    const of = (seed: number) => [...holdOut({ classes, labels }, rows, { share: 0.4, random: random(seed) }).held]
    expect(of(3)).toEqual(of(3))
    expect(of(3)).not.toEqual(of(4))
  })

  it('looks at the given rows alone', () => {
    const { kept, held } = holdOut({ classes, labels }, [0, 1, 10], { share: 0.5, random: random(1) })
    expect(held.length).toBe(1)
    expect([...kept, ...held].sort((a, b) => a - b)).toEqual([0, 1, 10])
  })
})
