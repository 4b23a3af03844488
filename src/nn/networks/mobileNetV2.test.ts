import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { apart, run } from '../run.testing.ts'
import { mobileNetV2 } from './mobileNetV2.ts'
import { sizesOf } from './sizes.testing.ts'

describe('mobileNetV2', () => {
  // torchvision's counts, less the classifiers' 1,281,000.
  it.each([
    [1, 2_223_872],
    [0.5, 687_680],
    [1.4, 4_315_776],
  ])('of width %d has the %d parameters of torchvision’s', (width, count) => {
    expect(sizesOf(mobileNetV2({ width })).parameters).toBe(count)
  })

  it('says how many channels come out', () => {
    expect([
      mobileNetV2().channels,
      mobileNetV2({ width: 0.5 }).channels,
      mobileNetV2({ width: 1.4 }).channels,
    ]).toEqual([1280, 1280, 1792])
  })

  it('bears torchvision’s names', () => {
    const { names } = sizesOf(mobileNetV2())
    expect(names.length).toBe(52 * 5)
    for (const expected of [
      'features.0.0.weight [32,3,3,3]',
      'features.1.conv.0.0.weight [32,1,3,3]',
      'features.1.conv.1.weight [16,32,1,1]',
      'features.2.conv.0.1.running_mean [96]',
      'features.17.conv.3.bias [320]',
      'features.18.0.weight [1280,320,1,1]',
      'features.18.1.running_var [1280]',
    ])
      expect(names).toContain(expected)
  })

  it('gives rows or maps, for images of any size and a batch of any size', async () => {
    for (const [output, shape] of [
      ['pooled', [2, 1280]],
      ['map', [2, 1280, 2, 1]],
    ] as const) {
      const network = mobileNetV2({ width: 0.25, inputs: 1, output })
      const { parameters, buffers } = network.init(random(1))
      const values = { ...parameters, ...buffers }
      const training = await run(network, values, apart([2, 1, 40, 32]), 'training')
      expect(training.y.shape).toEqual(shape)
      expect(Object.keys(training.buffers).sort()).toEqual(Object.keys(buffers).sort())
      const evaluation = await run(network, values, apart([2, 1, 40, 32]), 'evaluation', ['N', 1, 40, 32])
      expect(evaluation.y.shape).toEqual(shape)
    }
  })

  it('refuses bad options by name', () => {
    expect(() => mobileNetV2({ width: 0 })).toThrow('mobileNetV2: width must be greater than 0, got 0')
    expect(() => mobileNetV2({ inputs: 1.5 })).toThrow('mobileNetV2: inputs must be a whole number')
    expect(() => mobileNetV2({ output: 'rows' as 'map' })).toThrow("output must be 'pooled' or 'map', got 'rows'")
    expect(() => mobileNetV2({ batchNorm: 'on' as 'frozen' })).toThrow("batchNorm must be 'training' or 'frozen'")
  })
})
