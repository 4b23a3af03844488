import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { pRelu } from './pRelu.ts'

describe('pRelu', () => {
  const x = matrix([1, -2, 3, -4], [1, 2, 2])

  it('multiplies what is negative by the slope of its channel', async () => {
    expect(await compute(pRelu(x, matrix([0.5, 0.25], [2, 1])))).toEqual([[1, 2, 2], 1, -1, 3, -1])
  })

  it('refuses a slope that would make x larger', () => {
    expect(() => pRelu(x, matrix([1, 1, 1], [3, 1, 1]))).toThrow("the slope must broadcast to [1,2,2], got '[3,1,1]'")
  })
})
