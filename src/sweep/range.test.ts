import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import type { OptionRange } from './range.ts'
import { demandRange, drawFrom, placeIn } from './range.ts'

const rate: OptionRange = { kind: 'number', low: 1e-4, high: 1e-2, log: true, whole: false }
const margin: OptionRange = { kind: 'number', low: 0, high: 0.5, log: false, whole: false }
const k: OptionRange = { kind: 'number', low: 1, high: 4, log: false, whole: true }
const many = (range: OptionRange) => {
  const rng = random('draws')
  return Array.from({ length: 4000 }, () => drawFrom(range, rng))
}

describe('drawFrom', () => {
  it('draws the logarithm evenly where that is asked for, and the number itself otherwise', () => {
    const below = (range: OptionRange, middle: number) =>
      many(range).filter((x) => (x as number) < middle).length / 4000
    expect(below(rate, 1e-3)).toBeCloseTo(0.5, 1)
    expect(below(margin, 0.25)).toBeCloseTo(0.5, 1)
  })

  it('keeps inside the range, in three digits that count', () => {
    for (const x of many(rate) as number[]) {
      expect(x >= 1e-4 && x <= 1e-2).toBe(true)
      expect(Number(x.toPrecision(3))).toBe(x)
    }
  })

  it('draws every whole number, the ends too, as often', () => {
    const drawn = many(k)
    for (const one of [1, 2, 3, 4]) expect(drawn.filter((x) => x === one).length / 4000).toBeCloseTo(0.25, 1)
    const wide = many({ kind: 'number', low: 8, high: 128, log: true, whole: true }) as number[]
    expect(Math.min(...wide)).toBe(8)
    expect(Math.max(...wide)).toBe(128)
    expect(wide.filter((x) => x < 32).length / 4000).toBeCloseTo(0.5, 1)
  })

  it('draws every choice as often', () => {
    const drawn = many({ kind: 'choice', values: ['adam', 'sgd'] })
    expect(drawn.filter((x) => x === 'sgd').length / 4000).toBeCloseTo(0.5, 1)
  })
})

describe('demandRange', () => {
  const number = (low: number, high: number, log = false): OptionRange => ({
    kind: 'number',
    low,
    high,
    log,
    whole: false,
  })
  it.each([
    [number(0.5, 0.1), "rate: a range goes from the smaller number to the larger, got '0.5..0.1'; write 0.1..0.5"],
    [number(1, 1), 'give two different ends, or set the option to the one value'],
    [number(0, 1, true), "rate: a range with :log must lie above 0, got '0..1'"],
    [number(0, Number.POSITIVE_INFINITY), 'rate: a range has two numbers'],
    [{ kind: 'choice', values: ['a'] } as OptionRange, 'rate: a choice needs two different values or more'],
    [{ kind: 'choice', values: [1, 1] } as OptionRange, "got '1|1'"],
  ])('refuses what is no range: %j', (range, message) => {
    expect(() => demandRange(range, 'rate')).toThrow(message)
  })
})

describe('placeIn', () => {
  it('lays a value between 0 and 1 on the axis that it was drawn on', () => {
    expect(placeIn(rate, 1e-3)).toBeCloseTo(0.5, 12)
    expect(placeIn(margin, 0.125)).toBe(0.25)
    expect(placeIn({ kind: 'choice', values: ['a', 'b', 'c'] }, 'b')).toBe(0.5)
    expect(placeIn({ kind: 'choice', values: ['a', 'b'] }, 'z')).toBeNaN()
  })
})
