import { describe, expect, it } from 'vitest'
import { bools } from '../tensor/array.ts'
import { constant, scalar } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { where } from './where.ts'

describe('where', () => {
  const condition = constant(bools([true, false]))

  it('chooses, numbers standing for tensors', async () => {
    expect(await compute(where(condition, matrix([1, 2], [2]), 0))).toEqual([[2], 1, 0])
    expect(await compute(where(condition, 7, matrix([1, 2, 3, 4], [2, 2])))).toEqual([[2, 2], 7, 2, 7, 4])
  })

  it('refuses a condition that is no boolean, and branches of two types', () => {
    expect(() => where(matrix([1], [1]), 1, 2)).toThrow("Where: the condition must be bool, got 'float32'")
    expect(() => where(condition, scalar(1), scalar(1, 'int64'))).toThrow('both branches must be of one type')
  })
})
