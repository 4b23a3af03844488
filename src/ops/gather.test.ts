import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { gather } from './gather.ts'

describe('gather', () => {
  const x = matrix([1, 2, 3, 4, 5, 6], [3, 2])

  it('takes rows, the axis replaced by the shape of the indices', async () => {
    expect(await compute(gather(x, constant(ints([2, 0, -1, 0], [2, 2]))))).toEqual([[2, 2, 2], 5, 6, 1, 2, 5, 6, 1, 2])
    expect(await compute(gather(x, constant(ints([1], [])), 1))).toEqual([[3], 2, 4, 6])
  })

  it('fails while it runs on an index beyond the end', async () => {
    const y = gather(x, input('i', 'int64', [1]))
    await expect(evaluate({ y }, { i: ints([3]) })).rejects.toThrow(
      'runtime (cpu): the model must run on what it is fed, got',
    )
  })

  it('refuses an axis that is not there', () => {
    expect(() => gather(x, constant(ints([0])), 2)).toThrow('Gather: an axis of a rank-2 tensor lies in')
  })
})
