import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { bools, floats } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { farthest, nearest } from './nearest.ts'

const order = constant(floats([3, 1, 2, 5, -4, -4, 7, 7, 7, 0, 0, 0], [4, 3]))
const allowed = constant(bools([1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0], [4, 3]))

describe.each([
  ['nearest', nearest, [2, 1, 0, 0]],
  ['farthest', farthest, [0, 0, 0, 0]],
] as const)('the %s of each row', (_, rule, expected) => {
  it('is among the allowed, the first of equals, and missing where nothing is allowed', async () => {
    const found = await evaluate(rule(order, allowed))
    expect(Array.from(found.columns.data, Number)).toEqual(expected)
    expect([...found.valid.data]).toEqual([1, 1, 1, 0])
    expect(found.columns.shape).toEqual([4, 1])
  })
})
