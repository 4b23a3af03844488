import { describe, expect, it } from 'vitest'
import { matrix } from '../ops/compose/matrix.ts'
import { compute } from '../ops/compute.testing.ts'
import { matMul } from '../ops/matMul.ts'
import { input } from '../tensor/tensor.ts'
import { onRows } from './onRows.ts'

describe('onRows', () => {
  const sum = matrix([1, 1], [2, 1])

  it('applies a function of rows to tokens, whose axes come back', async () => {
    const x = matrix([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2])
    expect(await compute(onRows(x, (rows) => matMul(rows, sum)))).toEqual([[2, 2, 1], 3, 7, 11, 15])
  })

  it('leaves rows rows, and the batch unknown where it is', () => {
    const width = (x: ReturnType<typeof input>) => onRows(x, (rows) => matMul(rows, sum)).shape
    expect(width(input('x', 'float32', ['N', 2]))).toEqual(['N', 1])
    expect(width(input('x', 'float32', ['N', 7, 2]))).toEqual(['N', 7, 1])
  })
})
