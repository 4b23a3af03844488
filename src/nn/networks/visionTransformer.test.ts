import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { input } from '../../tensor/tensor.ts'
import { apart, inputsOf, run } from '../run.testing.ts'
import { sizesOf } from './sizes.testing.ts'
import type { VisionTransformerSize } from './visionTransformer.ts'
import { visionTransformer } from './visionTransformer.ts'

describe('visionTransformer', () => {
  // timm's counts without a classifier.
  it.each([
    ['Ti/16', 5_524_416],
    ['S/16', 21_665_664],
    ['S/32', 22_493_952],
    ['B/16', 85_798_656],
    ['B/32', 87_455_232],
  ] as const)('%s has the %d parameters of timm’s', (size, count) => {
    expect(sizesOf(visionTransformer({ size })).parameters).toBe(count)
  })

  it('says how many channels come out', () => {
    expect(visionTransformer({ size: 'S/32' }).channels).toBe(384)
  })

  it('bears timm’s names', () => {
    expect(sizesOf(visionTransformer({ size: 'S/16', depth: 1 })).names).toEqual([
      'cls_token [1,1,384]',
      'pos_embed [1,197,384]',
      'patch_embed.proj.weight [384,3,16,16]',
      'patch_embed.proj.bias [384]',
      'blocks.0.norm1.weight [384]',
      'blocks.0.norm1.bias [384]',
      'blocks.0.attn.qkv.weight [1152,384]',
      'blocks.0.attn.qkv.bias [1152]',
      'blocks.0.attn.proj.weight [384,384]',
      'blocks.0.attn.proj.bias [384]',
      'blocks.0.norm2.weight [384]',
      'blocks.0.norm2.bias [384]',
      'blocks.0.mlp.fc1.weight [1536,384]',
      'blocks.0.mlp.fc1.bias [1536]',
      'blocks.0.mlp.fc2.weight [384,1536]',
      'blocks.0.mlp.fc2.bias [384]',
      'norm.weight [384]',
      'norm.bias [384]',
    ])
  })

  it('gives the class token, the mean of the patches, all tokens, or the patches as an image', async () => {
    const common = { size: 'Ti/16', image: { height: 32, width: 48 }, depth: 1, inputs: 1 } as const
    const values = visionTransformer(common).init(random(1)).parameters
    const x = apart([2, 1, 32, 48])
    const of = async (options: object) => {
      const network = visionTransformer({ ...common, ...options })
      const { y } = await run(network, values, x, 'evaluation', ['N', 1, 32, 48])
      return { shape: y.shape, numbers: Array.from(y.data, Number) }
    }
    const tokens = await of({ output: 'tokens' })
    const cls = await of({})
    const mean = await of({ pool: 'mean' })
    const map = await of({ output: 'map' })
    expect([tokens, cls, mean, map].map(({ shape }) => shape)).toEqual([
      [2, 7, 192],
      [2, 192],
      [2, 192],
      [2, 192, 2, 3],
    ])
    const token = (n: number, t: number, c: number): number => tokens.numbers[(n * 7 + t) * 192 + c]!
    const patches = [1, 2, 3, 4, 5, 6]
    for (const [n, c] of [
      [0, 0],
      [1, 17],
      [1, 191],
    ] as const) {
      expect(cls.numbers[n * 192 + c]).toBeCloseTo(token(n, 0, c), 4)
      expect(mean.numbers[n * 192 + c]).toBeCloseTo(
        patches.reduce((sum, t) => sum + token(n, t, c) / 6, 0),
        4,
      )
      for (const t of patches) expect(map.numbers[(n * 192 + c) * 6 + t - 1]).toBeCloseTo(token(n, t, c), 5)
    }
  })

  it('gives the same weights for the same seed', () => {
    const network = visionTransformer({ size: 'Ti/32', image: 32, depth: 1 })
    const positions = (seed: number) => network.init(random(seed)).parameters.pos_embed
    expect(positions(3)).toEqual(positions(3))
    expect(positions(4)).not.toEqual(positions(3))
  })

  it('refuses bad options and images by name', () => {
    expect(() => visionTransformer({ size: 'L/16' as VisionTransformerSize })).toThrow(
      "visionTransformer: size must be Ti, S or B with a patch of 16 or 32, got 'L/16'; write 'S/16'",
    )
    expect(() => visionTransformer({ size: 'S/16', image: 230 })).toThrow(
      "must be multiples of the patch, 16, got '230 x 230'; take 224 x 224",
    )
    expect(() => visionTransformer({ size: 'S/16', depth: 0 })).toThrow('depth must be a whole number')
    expect(() => visionTransformer({ size: 'S/16', output: 'rows' as 'map' })).toThrow(
      "must be 'pooled', 'tokens' or 'map'",
    )
    expect(() => visionTransformer({ size: 'S/16', pool: 'max' as 'cls' })).toThrow("pool must be 'cls' or 'mean'")
    const network = visionTransformer({ size: 'Ti/32', image: 32, depth: 1 })
    const values = inputsOf(network.init(random(1)).parameters)
    expect(() => network.apply(values, input('x', 'float32', ['N', 3, 64, 32]), 'training')).toThrow(
      "visionTransformer(Ti/32, 32x32): images must be 32 x 32, got '[N,3,64,32]'; make the network with the option image",
    )
  })
})
