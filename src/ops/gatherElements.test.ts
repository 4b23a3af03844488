import { describe, expect, it } from 'vitest'
import { ints } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { gatherElements } from './gatherElements.ts'

describe('gatherElements', () => {
  const x = matrix([1, 2, 3, 4], [2, 2])

  it('takes one number for each index, on its own row', async () => {
    expect(await compute(gatherElements(x, constant(ints([1, -2], [2, 1])), 1))).toEqual([[2, 1], 2, 3])
  })

  it('refuses indices of another rank', () => {
    expect(() => gatherElements(x, constant(ints([0])), 1)).toThrow('must have as many axes as [2,2]')
  })
})
