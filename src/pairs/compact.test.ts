import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { bools } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { compact } from './compact.ts'

const allowed = constant(bools([0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1], [3, 4]))

async function compacted(most: number) {
  const { columns, valid } = compact(allowed, most)
  const found = await evaluate({ columns: columns!, valid })
  return { columns: Array.from(found.columns.data, Number), valid: [...found.valid.data], shape: found.valid.shape }
}

describe('the pairs that hold in each row', () => {
  it('come first and in order, the rest does not hold', async () => {
    const { columns, valid, shape } = await compacted(2)
    expect(shape).toEqual([3, 2, 1])
    expect(valid).toEqual([1, 1, 1, 0, 1, 0])
    expect([columns[0], columns[1], columns[2], columns[4]]).toEqual([1, 3, 0, 3])
  })

  it('are cut off where more hold than there may be', async () => {
    expect(await compacted(1)).toEqual({ columns: [1, 0, 3], valid: [1, 1, 1], shape: [3, 1, 1] })
  })

  it('are at least one and at most as many as there are columns', async () => {
    expect((await compacted(0)).shape).toEqual([3, 1, 1])
    expect((await compacted(99)).shape).toEqual([3, 4, 1])
  })
})
