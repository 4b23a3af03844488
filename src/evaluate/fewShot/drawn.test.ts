import { expect, it } from 'vitest'
import { random } from '../../random.ts'
import { drawn } from './drawn.ts'

it('draws different numbers, all of them equally often in every place, and no more than there are', () => {
  const generator = random('drawn')
  const times = Array.from({ length: 3 }, () => new Array<number>(5).fill(0))
  for (let i = 0; i < 5000; i++) {
    const numbers = drawn(5, 3, generator)
    expect(new Set(numbers).size).toBe(3)
    for (const [place, n] of numbers.entries()) times[place]![n]!++
  }
  for (const counts of times) for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120)
  expect(drawn(4, 9, generator).sort()).toEqual([0, 1, 2, 3])
})
