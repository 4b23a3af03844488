import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { instanceNormalization } from './instanceNormalization.ts'

describe('instanceNormalization', () => {
  const x = matrix([0, 2, 5, 5], [1, 2, 2])

  it('normalizes each channel of each sample; a flat one becomes the bias', async () => {
    const y = instanceNormalization(x, matrix([3, 4], [2]), matrix([10, 20], [2]))
    expect(await compute(y)).toEqual([[1, 2, 2], ...[7, 13, 20, 20].map((n) => expect.closeTo(n, 4))])
  })

  it('refuses x without places, and scales for something else', () => {
    const two = matrix([1, 1], [2])
    expect(() => instanceNormalization(matrix([1, 2], [1, 2]), two, two)).toThrow('x must be [N, C, ...]')
    expect(() => instanceNormalization(x, matrix([1], [1]), two)).toThrow('scale and bias [C]')
  })
})
