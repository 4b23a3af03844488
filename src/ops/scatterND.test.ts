import { describe, expect, it } from 'vitest'
import { ints } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { scatterND } from './scatterND.ts'

describe('scatterND', () => {
  const x = matrix([1, 2, 3, 4], [2, 2])
  const rows = constant(ints([1, 1], [2, 1]))

  it('adds rows to rows, repeated ones too', async () => {
    expect(await compute(scatterND(x, rows, matrix([1, 2, 10, 20], [2, 2]), 'add'))).toEqual([[2, 2], 1, 2, 14, 26])
  })

  it('puts single numbers at full indices', async () => {
    const places = constant(ints([0, 1, -1, 0], [2, 2]))
    expect(await compute(scatterND(x, places, matrix([8, 9], [2]), 'none'))).toEqual([[2, 2], 1, 8, 9, 4])
  })

  it('refuses updates of another shape', () => {
    expect(() => scatterND(x, rows, matrix([1, 2], [2]), 'add')).toThrow(
      "ScatterND: updates of [2,2] at indices [2,1] must be [2,2], got '[2]'",
    )
  })
})
