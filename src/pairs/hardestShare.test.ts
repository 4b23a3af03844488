import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { bools, floats } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { hardestShare } from './hardestShare.ts'

const taken = async (numbers: readonly number[], allowed: readonly number[], share: number): Promise<number[]> => {
  const shape = [1, numbers.length]
  const chosen = hardestShare(constant(floats(numbers, shape)), constant(bools(allowed, shape)), share)
  return Array.from((await evaluate({ chosen })).chosen.data, Number)
}

describe('the hardest share of all pairs', () => {
  it('is as many of the largest as the share of the allowed, rounded up', async () => {
    const numbers = [5, -1, 3, 9, 0.5]
    expect(await taken(numbers, [1, 1, 1, 1, 1], 0.4)).toEqual([1, 0, 0, 1, 0])
    expect(await taken(numbers, [1, 1, 1, 1, 1], 0.41)).toEqual([1, 0, 1, 1, 0])
    expect(await taken(numbers, [1, 1, 1, 0, 1], 0.5)).toEqual([1, 0, 1, 0, 0])
    expect(await taken(numbers, [1, 1, 1, 1, 1], 0.01)).toEqual([0, 0, 0, 1, 0])
    expect(await taken(numbers, [1, 1, 0, 1, 1], 1)).toEqual([1, 1, 0, 1, 1])
  })

  it('holds all that equal the last of them, and all where all are equal', async () => {
    expect(await taken([2, 1, 2, 3], [1, 1, 1, 1], 0.5)).toEqual([1, 0, 1, 1])
    expect(await taken([2, 2, 2, 2], [1, 1, 0, 1], 0.1)).toEqual([1, 1, 0, 1])
  })

  it('is nothing where nothing is allowed, and the one where one is', async () => {
    expect(await taken([2, 1], [0, 0], 0.5)).toEqual([0, 0])
    expect(await taken([2, 1], [0, 1], 0.5)).toEqual([0, 1])
  })

  it.each([0.1, 0.25, 0.5, 0.9, 0.99])('is exactly %d of many numbers, however far one of them lies', async (share) => {
    const { uniform } = random(share)
    const numbers = Array.from({ length: 4000 }, () => Math.fround(uniform() * 2))
    numbers[17] = 300
    const found = await taken(
      numbers,
      numbers.map(() => 1),
      share,
    )
    const last = [...numbers].sort((a, b) => b - a)[Math.ceil(share * numbers.length - 1e-9) - 1]!
    expect(found).toEqual(numbers.map((x) => Number(x >= last)))
  })
})
