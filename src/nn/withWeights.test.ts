import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { linear } from './linear.ts'
import { rounded, run } from './run.testing.ts'
import { withWeights } from './withWeights.ts'

describe('withWeights', () => {
  it('begins with the given weights whatever the seed, and does what the layer does', async () => {
    const weights = { parameters: { weight: floats([2], [1, 1]), bias: floats([1]) }, buffers: {} }
    const layer = withWeights(linear({ inputs: 1, outputs: 1 }), weights)
    expect(layer.init(random(1))).toEqual(weights)
    expect(layer.init(random(2))).toEqual(weights)
    expect(rounded((await run(layer, weights.parameters, floats([3], [1, 1]))).y)).toEqual([7])
  })
})
