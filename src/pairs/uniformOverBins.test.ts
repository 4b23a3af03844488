import { describe, expect, it } from 'vitest'
import { distances } from '../distances/measure.ts'
import { random } from '../random.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { bools, floats } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { uniformOverBins } from './uniformOverBins.ts'

async function drawn(
  d: readonly number[],
  {
    allowed = d.map(() => 1),
    uniform,
    ...options
  }: {
    readonly allowed?: readonly number[]
    readonly uniform: readonly number[]
    readonly bins: number
    readonly perBin: number
  },
): Promise<number[]> {
  const shape = [2, d.length / 2]
  const [ofD, ofU] = [d, uniform].map((values) => constant(floats(values, shape)))
  const chosen = uniformOverBins(distances(ofD!), constant(bools(allowed, shape)), ofU!, options)
  return Array.from((await evaluate({ chosen })).chosen.data, Number)
}

describe('a draw that is uniform over bins of distance', () => {
  // Bins [0, 1), [1, 2), [2, 3), [3, 4]: of 4, 1, 0 and 3 pairs.
  const d = [0, 0.2, 0.4, 0.9, 1.5, 3, 3.5, 4]
  const all = (u: number): number[] => d.map(() => u)

  it('takes a pair where the noise is below perBin over the pairs of its bin', async () => {
    expect(await drawn(d, { uniform: all(0.2), bins: 4, perBin: 1 })).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
    expect(await drawn(d, { uniform: all(0.3), bins: 4, perBin: 1 })).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
    expect(await drawn(d, { uniform: all(0.4), bins: 4, perBin: 1 })).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
    expect(await drawn(d, { uniform: all(0.7), bins: 4, perBin: 2 })).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
    expect(await drawn(d, { uniform: all(0.99), bins: 4, perBin: 9 })).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
  })

  it('counts and ranges over the allowed alone', async () => {
    const allowed = [1, 0, 1, 0, 1, 0, 0, 0]
    // Bins of 0 .. 1.5 in three: 0 and 0.4 in the first, 1.5 in the last.
    expect(await drawn(d, { allowed, uniform: all(0.45), bins: 3, perBin: 1 })).toEqual([1, 0, 1, 0, 1, 0, 0, 0])
    expect(await drawn(d, { allowed, uniform: all(0.55), bins: 3, perBin: 1 })).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
  })

  it('is nothing where nothing is allowed, and one bin where all distances are equal', async () => {
    expect(await drawn([1, 2], { allowed: [0, 0], uniform: [0, 0], bins: 4, perBin: 1 })).toEqual([0, 0])
    expect(await drawn([2, 2, 2, 2], { uniform: [0.1, 0.3, 0.24, 0.9], bins: 4, perBin: 1 })).toEqual([1, 0, 1, 0])
  })

  it('draws as many of few as of many', async () => {
    const { uniform, normal } = random('bins')
    const size = 40_000
    const many = Array.from({ length: size }, () => Math.min(2, Math.max(0, 1.4 + 0.1 * normal())))
    const noise = many.map(() => Math.fround(uniform()))
    const found = await drawn(many, { uniform: noise, bins: 10, perBin: 50 })
    const [least, most] = [Math.min(...many), Math.max(...many)]
    const binOf = (x: number): number => Math.min(9, Math.floor(((x - least) / (most - least)) * 10))
    for (let bin = 0; bin < 10; bin++) {
      const inside = many.flatMap((x, i) => (binOf(x) === bin ? [found[i]!] : []))
      const expected = Math.min(50, inside.length)
      const taken = inside.reduce((a, b) => a + b, 0)
      expect(Math.abs(taken - expected), `bin ${bin}`).toBeLessThanOrEqual(4 * Math.sqrt(expected))
    }
  })
})
