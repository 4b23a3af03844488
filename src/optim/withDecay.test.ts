import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { withDecay } from './withDecay.ts'

describe('withDecay', () => {
  const [g, p] = [constant(floats([1, 2])), constant(floats([4, -8]))]

  it('adds the parameter, weighted', async () => {
    expect((await evaluate({ y: withDecay(g, p, 0.5) })).y.data).toEqual(Float32Array.of(3, -2))
  })

  it('costs nothing where the weight is 0', () => {
    expect(withDecay(g, p, 0)).toBe(g)
  })
})
