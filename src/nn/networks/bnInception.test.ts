import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { input } from '../../tensor/tensor.ts'
import { blankRandom } from '../blankRandom.ts'
import { apart, inputsOf, run } from '../run.testing.ts'
import { bnInception } from './bnInception.ts'
import { sizesOf } from './sizes.testing.ts'

describe('bnInception', () => {
  it('has the parameters of the published port, whose classifier has 1,025,000 more', () => {
    expect(sizesOf(bnInception()).parameters).toBe(11_295_240 - 1_025_000)
  })

  it('bears the port’s names', () => {
    const { names } = sizesOf(bnInception())
    expect(names.length).toBe(69 * 6)
    for (const expected of [
      'conv1_7x7_s2.bias [64]',
      'conv2_3x3_bn.running_var [192]',
      'inception_3a_double_3x3_1_bn.running_mean [96]',
      'inception_4e_double_3x3_2.weight [256,256,3,3]',
      'inception_5b_pool_proj.weight [128,1024,1,1]',
    ])
      expect(names).toContain(expected)
    expect(names.some((name) => name.startsWith('inception_3c_1x1'))).toBe(false)
  })

  it('gives rows or maps, for a batch of any size', async () => {
    const x = apart([2, 3, 64, 32])
    const { parameters, buffers } = bnInception().init(random(1))
    const values = { ...parameters, ...buffers }
    const training = await run(bnInception(), values, x, 'training')
    expect(training.y.shape).toEqual([2, 1024])
    expect(Object.keys(training.buffers).sort()).toEqual(Object.keys(buffers).sort())
    const evaluation = await run(bnInception({ output: 'map' }), values, x, 'evaluation', ['N', 3, 64, 32])
    expect(evaluation.y.shape).toEqual([2, 1024, 2, 1])
  })

  it('refuses images whose halves do not meet again', () => {
    const { parameters, buffers } = bnInception().init(blankRandom)
    const values = inputsOf({ ...parameters, ...buffers })
    expect(() => bnInception().apply(values, input('x', 'float32', ['N', 3, 64, 40]), 'training')).toThrow(
      "bnInception: rows and columns must stay even to the last halving, got '64 x 40'; take multiples of 32",
    )
  })

  it('refuses bad options by name', () => {
    expect(() => bnInception({ inputs: 0 })).toThrow('bnInception: inputs must be a whole number')
    expect(() => bnInception({ output: 'rows' as 'map' })).toThrow("output must be 'pooled' or 'map', got 'rows'")
    expect(() => bnInception({ batchNorm: 'on' as 'frozen' })).toThrow("batchNorm must be 'training' or 'frozen'")
  })
})
