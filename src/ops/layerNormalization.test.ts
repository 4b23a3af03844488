import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { layerNormalization } from './layerNormalization.ts'

describe('layerNormalization', () => {
  const x = matrix([0, 2, 5, 5], [2, 2])

  it('normalizes each sample; a flat one becomes the bias', async () => {
    const y = layerNormalization(x, matrix([3, 4], [2]), { bias: matrix([10, 20], [2]) })
    expect(await compute(y)).toEqual([[2, 2], ...[7, 24, 10, 20].map((n) => expect.closeTo(n, 4))])
  })

  it('refuses scales for something else, and an axis that is not there', () => {
    expect(() => layerNormalization(x, matrix([1], [1]))).toThrow("scale and bias must be [2], got '[1]'")
    expect(() => layerNormalization(x, matrix([1], [1]), { axis: 2 })).toThrow('lies in [-2, 1], got 2')
  })
})
