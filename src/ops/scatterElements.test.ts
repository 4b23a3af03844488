import { describe, expect, it } from 'vitest'
import { ints } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { scatterElements } from './scatterElements.ts'

describe('scatterElements', () => {
  const x = matrix([1, 2, 3], [1, 3])
  const indices = constant(ints([0, 0, 2], [1, 3]))
  const updates = matrix([10, 20, 30], [1, 3])

  it('adds repeated indices up', async () => {
    expect(await compute(scatterElements(x, indices, updates, { axis: 1, reduction: 'add' }))).toEqual([
      [1, 3],
      31,
      2,
      33,
    ])
  })

  it('refuses updates that are not one for each index', () => {
    const options = { axis: 1, reduction: 'none' } as const
    expect(() => scatterElements(x, indices, matrix([1], [1, 1]), options)).toThrow(
      "indices and updates must have one shape, with as many axes as [1,3], got '[1,3] and [1,1]'",
    )
  })
})
