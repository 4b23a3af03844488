import { describe, expect, it } from 'vitest'
import { ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { add } from './add.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { reduceL2 } from './reduceL2.ts'
import { reduceLogSumExp } from './reduceLogSumExp.ts'
import { reduceMean } from './reduceMean.ts'
import { reduceSum } from './reduceSum.ts'

describe('operators of two tensors', () => {
  it('broadcast, symbolic dimensions too', () => {
    const x = input('x', 'float32', ['N', 1, 3])
    expect(add(x, matrix([1, 2], [2, 1])).shape).toEqual(['N', 2, 3])
    expect(add(x, x).shape).toEqual(['N', 1, 3])
  })

  it('make a number of the type of the other operand', async () => {
    expect(await compute(add(constant(ints([1])), 2))).toEqual([[1], 3])
    expect(add(1, 2).dtype).toBe('float32')
  })

  it('refuse shapes that do not broadcast and types that differ', () => {
    expect(() => add(matrix([1, 2], [2]), matrix([1, 2, 3], [3]))).toThrow(
      "Add: shapes must broadcast, got '[2] and [3]'",
    )
    expect(() => add(input('x', 'float32', ['N']), matrix([1, 2], [2]))).toThrow("got '[N] and [2]'")
    expect(() => add(constant(ints([1])), matrix([1], [1]))).toThrow(
      "Add: both operands must be of one type, got 'int64 and float32'",
    )
  })
})

describe('reductions', () => {
  const x = matrix([1, 2, 3, 4], [2, 2])

  it('take all axes by default, and drop them', async () => {
    expect(await compute(reduceSum(x))).toEqual([[], 10])
    expect(await compute(reduceMean(x, { axes: [-1], keepdims: true }))).toEqual([[2, 1], 1.5, 3.5])
  })

  it('over no axes are the tensor itself, but for its length, the absolute value', async () => {
    expect(reduceSum(x, { axes: [] })).toBe(x)
    expect(await compute(reduceL2(matrix([-3], [])))).toEqual([[], 3])
    expect(await compute(reduceL2(matrix([-3, 4], [2]), { axes: [] }))).toEqual([[2], 3, 4])
  })

  it('of large exponents do not overflow', async () => {
    expect(await compute(reduceLogSumExp(matrix([1000, 1000], [2])))).toEqual([[], expect.closeTo(1000 + Math.LN2, 3)])
  })

  it('refuse an axis that is not there', () => {
    expect(() => reduceSum(x, { axes: [2] })).toThrow('ReduceSum: an axis of a rank-2 tensor lies in [-2, 1], got 2')
  })
})
