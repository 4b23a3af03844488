import { describe, expect, it } from 'vitest'
import * as ops from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { evaluate } from './evaluate.ts'

describe('evaluate', () => {
  it('computes tensors by name', async () => {
    const x = input('x', 'float32', [2])
    const { sum, double } = await evaluate({ sum: ops.reduceSum(x), double: ops.mul(x, 2) }, { x: floats([1, 2]) })
    expect(sum).toEqual({ dtype: 'float32', shape: [], data: Float32Array.of(3) })
    expect([...double.data]).toEqual([2, 4])
  })
})
