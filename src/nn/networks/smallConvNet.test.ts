import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { input } from '../../tensor/tensor.ts'
import { apart, gradientError, inputsOf, run } from '../run.testing.ts'
import { smallConvNet } from './smallConvNet.ts'

const digits = { height: 28, width: 28, channels: 1 }
const tiny = { image: { height: 5, width: 4, channels: 2 }, widths: [2, 3], embedding: 2 }

describe('smallConvNet', () => {
  it('takes digits to 64 dimensions by default, over 4 x 4 places of 64 channels', () => {
    const { parameters, buffers } = smallConvNet({ image: digits }).init(random(1))
    expect(Object.entries(parameters).map(([name, { shape }]) => `${name} [${shape}]`)).toEqual([
      'conv1.weight [32,1,3,3]',
      'norm1.weight [32]',
      'norm1.bias [32]',
      'conv2.weight [64,32,3,3]',
      'norm2.weight [64]',
      'norm2.bias [64]',
      'conv3.weight [64,64,3,3]',
      'norm3.weight [64]',
      'norm3.bias [64]',
      'embedding.weight [64,1024]',
      'embedding.bias [64]',
    ])
    expect(Object.keys(buffers)).toHaveLength(6)
  })

  it('gives rows of the embedding’s size, in both modes and with either head', async () => {
    for (const head of ['flatten', 'globalAverage'] as const) {
      const network = smallConvNet({ ...tiny, head })
      const { parameters, buffers } = network.init(random(1))
      const x = apart([3, 2, 5, 4])
      const training = await run(network, { ...parameters, ...buffers }, x, 'training')
      expect(training.y.shape).toEqual([3, 2])
      expect(Object.keys(training.buffers)).toEqual(Object.keys(buffers))
      const evaluation = await run(network, { ...parameters, ...buffers }, x, 'evaluation', ['N', 2, 5, 4])
      expect(evaluation.y.shape).toEqual([3, 2])
    }
  })

  it('leaves the batch unknown where it is', () => {
    const network = smallConvNet({ image: digits, embedding: 2 })
    const { parameters, buffers } = network.init(random(1))
    const { y } = network.apply(
      inputsOf({ ...parameters, ...buffers }),
      input('x', 'float32', ['N', 1, 28, 28]),
      'evaluation',
    )
    expect(y.shape).toEqual(['N', 2])
  })

  it('needs far fewer parameters with the average of each channel', () => {
    const { parameters } = smallConvNet({ image: digits, head: 'globalAverage' }).init(random(1))
    expect(parameters['embedding.weight']!.shape).toEqual([64, 64])
  })

  it('has the gradients that finite differences give', async () => {
    const network = smallConvNet({ ...tiny, widths: [2] })
    expect(await gradientError(network, apart([2, 2, 5, 4]))).toBeLessThan(2e-2)
  })

  it('gives the same weights for the same seed, and others for another', () => {
    const network = smallConvNet({ image: digits })
    expect(network.init(random(3))).toEqual(network.init(random(3)))
    expect(network.init(random(4)).parameters['conv1.weight']).not.toEqual(
      network.init(random(3)).parameters['conv1.weight'],
    )
  })

  it('says what it is, and refuses bad sizes by name', () => {
    expect(smallConvNet({ image: digits }).name).toBe('smallConvNet(28x28x1, 32-64-64, 64)')
    expect(() => smallConvNet({ image: { ...digits, width: 0 } })).toThrow('smallConvNet: width must be a whole number')
    expect(() => smallConvNet({ image: digits, widths: [] })).toThrow('widths must name at least one convolution')
    expect(() => smallConvNet({ image: digits, widths: [8, 0.5] })).toThrow('widths[1] must be a whole number')
    expect(() => smallConvNet({ image: digits, embedding: -1 })).toThrow('embedding must be a whole number')
  })
})
