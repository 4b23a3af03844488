import { describe, expect, it } from 'vitest'
import type { Random } from './random.ts'
import { random } from './random.ts'

const draw = (noise: Random, count: number): number[] => Array.from({ length: count }, () => noise.uniform())
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length
const moment = (numbers: readonly number[], power: number): number => mean(numbers.map((x) => x ** power))

describe('random', () => {
  it('gives the same stream for the same seed, another for another', () => {
    expect(draw(random(7), 5)).toEqual(draw(random(7), 5))
    expect(draw(random('7'), 5)).toEqual(draw(random(7), 5))
    expect(draw(random(7), 5)).not.toEqual(draw(random(8), 5))
  })

  it('never changes from release to release: a run of today repeats one of then', () => {
    const noise = random(1)
    expect(Array.from({ length: 4 }, () => noise.below(1000))).toEqual([307, 802, 768, 17])
  })

  it('is uniform in [0, 1): moments, and every tenth as often', () => {
    const numbers = draw(random('uniform'), 100_000)
    expect(Math.min(...numbers.slice(0, 1000))).toBeGreaterThanOrEqual(0)
    expect(numbers.every((x) => x >= 0 && x < 1)).toBe(true)
    expect(mean(numbers)).toBeCloseTo(1 / 2, 2)
    expect(moment(numbers, 2)).toBeCloseTo(1 / 3, 2)
    for (let tenth = 0; tenth < 10; tenth++)
      expect(numbers.filter((x) => Math.floor(10 * x) === tenth).length / 10_000).toBeCloseTo(1, 1)
  })

  it('is uncorrelated from one number to the next', () => {
    const numbers = draw(random('next'), 100_000).map((x) => x - 0.5)
    expect(mean(numbers.slice(1).map((x, i) => x * numbers[i]!))).toBeCloseTo(0, 2)
  })

  it('gives every integer below n as often, and only 0 below 1', () => {
    const noise = random('below')
    const counts = [0, 0, 0]
    for (let i = 0; i < 30_000; i++) counts[noise.below(3)]!++
    for (const count of counts) expect(count / 10_000).toBeCloseTo(1, 1)
    expect(noise.below(1)).toBe(0)
  })

  it('is normal: mean 0, variance 1, no skew, kurtosis 3, never infinite', () => {
    const noise = random('normal')
    const numbers = Array.from({ length: 200_000 }, () => noise.normal())
    expect(numbers.every(Number.isFinite)).toBe(true)
    expect(mean(numbers)).toBeCloseTo(0, 1.5)
    expect(moment(numbers, 2)).toBeCloseTo(1, 1.5)
    expect(moment(numbers, 3)).toBeCloseTo(0, 1)
    expect(moment(numbers, 4)).toBeCloseTo(3, 0.7)
  })

  it('shuffles in place, losing nothing, every order as often', () => {
    const noise = random('shuffle')
    const counts = new Map<string, number>()
    for (let i = 0; i < 12_000; i++) {
      const items = [1, 2, 3]
      expect(noise.shuffle(items)).toBe(items)
      counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(count / 2000).toBeCloseTo(1, 0.9)
    expect([...noise.shuffle(Int32Array.of(5))]).toEqual([5])
  })

  it('forks streams by name that do not advance their parent', () => {
    const [one, two] = [random(3), random(3)]
    const fork = one.fork('mining')
    draw(fork, 10)
    expect(draw(one, 5)).toEqual(draw(two, 5))
    expect(draw(one.fork('mining'), 5)).toEqual(draw(random(3).fork('mining'), 5))
    expect(draw(one.fork('mining'), 5)).not.toEqual(draw(one.fork('noise'), 5))
    expect(draw(one.fork('noise'), 5)).not.toEqual(draw(random(3), 5))
  })
})
