import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { input } from '../../tensor/tensor.ts'
import { apart, inputsOf, run } from '../run.testing.ts'
import type { ResNetDepth } from './resNet.ts'
import { resNet } from './resNet.ts'
import { sizesOf } from './sizes.testing.ts'

describe('resNet', () => {
  // torchvision's counts, less the classifiers' 513,000 (18, 34) and 2,049,000 (50, 101).
  it.each([
    [18, 11_176_512],
    [34, 21_284_672],
    [50, 23_508_032],
    [101, 42_500_160],
  ] as const)('of depth %d has the %d parameters of torchvision’s', (depth, count) => {
    expect(sizesOf(resNet({ depth })).parameters).toBe(count)
  })

  it('says how many channels come out', () => {
    expect([18, 50].map((depth) => resNet({ depth: depth as ResNetDepth, batchNorm: 'frozen' }).channels)).toEqual([
      512, 2048,
    ])
  })

  it('bears torchvision’s names', () => {
    const { names } = sizesOf(resNet({ depth: 50 }))
    for (const expected of [
      'conv1.weight [64,3,7,7]',
      'bn1.running_var [64]',
      'layer1.0.downsample.0.weight [256,64,1,1]',
      'layer1.0.downsample.1.running_mean [256]',
      'layer2.0.conv2.weight [128,128,3,3]',
      'layer4.2.bn3.weight [2048]',
    ])
      expect(names).toContain(expected)
    const basic = sizesOf(resNet({ depth: 18 })).names
    expect(basic.some((name) => name.startsWith('layer1.0.downsample'))).toBe(false)
    expect(basic).toContain('layer4.0.downsample.0.weight [512,256,1,1]')
  })

  it('gives rows or maps, for images of any size and a batch of any size', async () => {
    for (const [output, shape] of [
      ['pooled', [2, 512]],
      ['map', [2, 512, 2, 1]],
    ] as const) {
      const network = resNet({ depth: 18, inputs: 1, output })
      const { parameters, buffers } = network.init(random(1))
      const values = { ...parameters, ...buffers }
      const training = await run(network, values, apart([2, 1, 40, 32]), 'training')
      expect(training.y.shape).toEqual(shape)
      expect(Object.keys(training.buffers)).toEqual(Object.keys(buffers))
      const evaluation = await run(network, values, apart([2, 1, 40, 32]), 'evaluation', ['N', 1, 40, 32])
      expect(evaluation.y.shape).toEqual(shape)
    }
  })

  it('leaves running statistics as they are where batch normalisation is frozen', async () => {
    const network = resNet({ depth: 18, batchNorm: 'frozen' })
    const { parameters, buffers } = network.init(random(1))
    const values = { ...parameters, ...buffers }
    const x = apart([1, 3, 32, 32])
    const training = await run(network, values, x, 'training')
    expect(training.buffers).toEqual({})
    expect(training.y).toEqual((await run(network, values, x, 'evaluation')).y)
  })

  it('gives the same weights for the same seed', () => {
    const first = resNet({ depth: 18 }).init(random(3)).parameters
    expect(first['conv1.weight']).toEqual(resNet({ depth: 18 }).init(random(3)).parameters['conv1.weight'])
    expect(first['layer1.0.conv1.weight']).not.toEqual(first['layer1.0.conv2.weight'])
  })

  it('refuses bad options and images by name', () => {
    expect(() => resNet({ depth: 20 as ResNetDepth })).toThrow('resNet: depth must be one of 18, 34, 50, 101, got 20')
    expect(() => resNet({ depth: 18, inputs: 0 })).toThrow('resNet: inputs must be a whole number')
    expect(() => resNet({ depth: 18, output: 'tokens' as 'map' })).toThrow("output must be 'pooled' or 'map'")
    expect(() => resNet({ depth: 18, batchNorm: 'off' as 'frozen' })).toThrow(
      "batchNorm must be 'training' or 'frozen'",
    )
    const network = resNet({ depth: 18 })
    const { parameters, buffers } = network.init(random(1))
    const values = inputsOf({ ...parameters, ...buffers })
    expect(() => network.apply(values, input('x', 'float32', [1, 1, 32, 32]), 'training')).toThrow(
      'convolution(3, 64, 7x7): the input must be float32 [N, 3, H, W]',
    )
  })
})
