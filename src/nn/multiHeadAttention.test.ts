import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { multiHeadAttention } from './multiHeadAttention.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('multiHeadAttention', () => {
  it('lets each head see its own channels', async () => {
    // Channel 1 is head 1, channel 2 head 2. Queries 0, so both attend to all tokens alike; values are the input.
    const values = {
      'qkv.weight': floats([0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1], [6, 2]),
      'qkv.bias': floats([0, 0, 0, 0, 0, 0]),
      'proj.weight': floats([0, 1, 1, 0], [2, 2]),
      'proj.bias': floats([0, 100]),
    }
    const x = floats([1, 2, 3, 6], [1, 2, 2])
    const { y } = await run(multiHeadAttention({ channels: 2, heads: 2 }), values, x, 'evaluation', ['N', 2, 2])
    expect([y.shape, rounded(y)]).toEqual([
      [1, 2, 2],
      [4, 102, 4, 102],
    ])
  })

  it('scales by 1/sqrt(channels of a head), and each head has weights of its own', async () => {
    // Head 1 (channels 1, 2): from the first token, products with the keys (0, 0) and (ln 3, ln 3) are 0 and 2 ln 3 c,
    // where c = 1/sqrt(2) makes of them 0 and ln 3 when queries are (1/sqrt(2), 1/sqrt(2)). Head 2: all alike.
    const half = Math.SQRT1_2
    const weight = new Float32Array(12 * 4)
    weight[4 * 4] = 1 // first key channel of head 1 is x0
    weight[5 * 4] = 1 // second one too
    weight[8 * 4 + 1] = 1 // value of head 1 is x1
    weight[10 * 4 + 1] = 1 // value of head 2 is x1
    const bias = new Float32Array(12)
    bias[0] = half
    bias[1] = half
    const identity = floats(
      Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0)),
      [4, 4],
    )
    const values = {
      'qkv.weight': floats(weight, [12, 4]),
      'qkv.bias': floats(bias),
      'proj.weight': identity,
      'proj.bias': floats([0, 0, 0, 0]),
    }
    const x = floats([0, 4, 0, 0, Math.log(3), 8, 0, 0], [1, 2, 4])
    const { y } = await run(multiHeadAttention({ channels: 4, heads: 2 }), values, x)
    expect(rounded(y)).toEqual([7, 0, 6, 0, 7, 0, 6, 0]) // 1/4 4 + 3/4 8, and the mean 6
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(multiHeadAttention({ channels: 4, heads: 2 }), apart([2, 3, 4]))).toBeLessThan(2e-3)
  })

  it('bears the names of timm, and refuses heads that do not divide the channels', () => {
    const { parameters } = multiHeadAttention({ channels: 4, heads: 2 }).init(random(1))
    expect(Object.entries(parameters).map(([name, { shape }]) => `${name} [${shape}]`)).toEqual([
      'qkv.weight [12,4]',
      'qkv.bias [12]',
      'proj.weight [4,4]',
      'proj.bias [4]',
    ])
    expect(() => multiHeadAttention({ channels: 4, heads: 3 })).toThrow(
      'multiHeadAttention: heads must divide the 4 channels, got 3',
    )
    expect(() =>
      multiHeadAttention({ channels: 4, heads: 2 }).apply({}, input('x', 'float32', [1, 4]), 'training'),
    ).toThrow('multiHeadAttention(4, 2 heads): the input must be float32 [N, T, 4]')
  })
})
