import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { contingency } from './contingency.ts'
import { expectedMutualInformation } from './expectedMutualInformation.ts'
import { mutualInformation } from './mutualInformation.ts'

/** Every order of some items. */
function* orders(items: number[], at = 0): Generator<number[]> {
  if (at === items.length) yield items
  for (let i = at; i < items.length; i++) {
    const other = [...items]
    ;[other[at], other[i]] = [other[i]!, other[at]!]
    yield* orders(other, at + 1)
  }
}

describe('expectedMutualInformation', () => {
  it('is the mean over every order of the items', () => {
    const a = Int32Array.of(0, 0, 0, 1, 1, 2, 2)
    let [sum, count] = [0, 0]
    for (const b of orders([0, 0, 1, 1, 1, 1, 2])) {
      sum += mutualInformation(contingency(a, Int32Array.from(b))).information
      count++
    }
    const table = contingency(a, Int32Array.of(0, 0, 1, 1, 1, 1, 2))
    expect(expectedMutualInformation(table)).toBeCloseTo(sum / count, 12)
  })

  it('is the information itself where shuffling changes nothing', () => {
    const rng = random('sizes')
    const a = Int32Array.from({ length: 5000 }, () => rng.below(40))
    const table = contingency(
      a,
      a.map((_, i) => i),
    )
    expect(expectedMutualInformation(table)).toBeCloseTo(mutualInformation(table).information, 9)
  })

  it('holds its digits with many items', () => {
    const rng = random('many')
    const a = Int32Array.from({ length: 200_000 }, () => rng.below(3))
    const b = a.map(() => rng.below(4))
    const table = contingency(a, b)
    // For large n it is (R - 1)(C - 1) / 2n, the mean of a chi-squared variable.
    expect(expectedMutualInformation(table) / (6 / (2 * 200_000))).toBeCloseTo(1, 3)
  })
})
