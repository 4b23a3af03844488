import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { convTranspose } from './convTranspose.ts'

describe('convTranspose', () => {
  const x = matrix([1, 2], [1, 1, 1, 2])

  it('adds the weights up around every pixel', async () => {
    expect(await compute(convTranspose(x, matrix([1, 10, 100], [1, 1, 1, 3])))).toEqual([[1, 1, 1, 4], 1, 12, 120, 200])
  })

  it('spreads pixels by the strides, with room at the far side', async () => {
    const y = convTranspose(x, matrix([1, 10], [1, 1, 1, 2]), { strides: [1, 3], outputPadding: [0, 1] })
    expect(await compute(y)).toEqual([[1, 1, 1, 6], 1, 10, 0, 2, 20, 0])
  })
})
