import { expect, it } from 'vitest'
import { random } from '../../random.ts'
import { keptApart } from './keptApart.ts'
import { separation } from './separation.ts'

const line = Array.from({ length: 2000 }, (_, i) => (i + 0.5) / 1000 - 1)

it('separation is the distance of the means in standard deviations inside: 10 / 1 by hand', () => {
  expect(separation({ below: [-1, 0, 1], above: [9, 10, 11] })).toBeCloseTo(10, 12)
})

it('separation of two halves of a uniform line is 2 sqrt(3)', () => {
  const sides = { below: line.filter((x) => x < 0), above: line.filter((x) => x >= 0) }
  expect(separation(sides)).toBeCloseTo(2 * Math.sqrt(3), 2)
})

it('separation of two different points is infinite, of the same point twice 0', () => {
  expect(separation({ below: [1, 1], above: [2, 2] })).toBe(Number.POSITIVE_INFINITY)
  expect(separation({ below: [1, 1], above: [1, 1] })).toBe(0)
})

it('keptApart sees no gap in a uniform line or a normal distribution, however it is cut, but in one of twenty cases', () => {
  const rng = random(1)
  for (const draw of [() => rng.uniform() - 0.5, () => rng.normal()])
    for (const n of [8, 20, 200])
      for (const cut of [0, 0.2]) {
        let wrong = 0
        for (let trial = 0; trial < 500; trial++) {
          const values = Array.from({ length: n }, draw)
          const sides = { below: values.filter((x) => x < cut), above: values.filter((x) => x >= cut) }
          if (Math.min(sides.below.length, sides.above.length) >= 3 && keptApart(sides)) wrong++
        }
        expect(wrong / 500, `${n} values cut at ${cut}`).toBeLessThanOrEqual(0.08)
      }
})

it('keptApart sees a gap of 6 standard deviations in 40 values, of 20 in 8, and none with a side that is empty', () => {
  const rng = random(2)
  const sides = (n: number, apart: number) => ({
    below: Array.from({ length: n / 2 }, () => rng.normal()),
    above: Array.from({ length: n / 2 }, () => rng.normal() + apart),
  })
  let seen = 0
  for (let trial = 0; trial < 100; trial++) if (keptApart(sides(40, 6))) seen++
  expect(seen).toBeGreaterThanOrEqual(95)
  let few = 0
  for (let trial = 0; trial < 100; trial++) if (keptApart(sides(8, 20))) few++
  expect(few).toBeGreaterThanOrEqual(80)
  expect(keptApart({ below: [], above: [1, 2, 3] })).toBe(false)
  expect(keptApart({ below: [1], above: [2] })).toBe(false)
})
