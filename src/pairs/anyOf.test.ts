import { expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { bools } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { anyOf } from './anyOf.ts'

it('whether any of each row holds, as a column', async () => {
  const { any } = await evaluate({ any: anyOf(constant(bools([0, 0, 1, 1, 0, 1, 0, 0, 0], [3, 3]))) })
  expect(any.shape).toEqual([3, 1])
  expect([...any.data]).toEqual([1, 1, 0])
})
