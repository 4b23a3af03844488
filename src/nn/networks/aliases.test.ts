import { describe, expect, it } from 'vitest'
import { aliases } from './aliases.ts'
import { mobileNetV2 } from './mobileNetV2.ts'
import { sizesOf } from './sizes.testing.ts'

describe('aliases', () => {
  it.each([
    ['class_token', 'cls_token'],
    ['encoder.pos_embedding', 'pos_embed'],
    ['conv_proj.weight', 'patch_embed.proj.weight'],
    ['encoder.layers.encoder_layer_11.ln_2.bias', 'blocks.11.norm2.bias'],
    ['encoder.layers.encoder_layer_0.self_attention.in_proj_weight', 'blocks.0.attn.qkv.weight'],
    ['encoder.layers.encoder_layer_0.self_attention.out_proj.bias', 'blocks.0.attn.proj.bias'],
    ['encoder.layers.encoder_layer_3.mlp.linear_1.weight', 'blocks.3.mlp.fc1.weight'],
    ['encoder.layers.encoder_layer_3.mlp.3.bias', 'blocks.3.mlp.fc2.bias'],
    ['encoder.ln.weight', 'norm.weight'],
    ['conv_stem.weight', 'features.0.0.weight'],
    ['bn1.running_mean', 'features.0.1.running_mean'],
    ['blocks.0.0.conv_dw.weight', 'features.1.conv.0.0.weight'],
    ['blocks.0.0.bn2.bias', 'features.1.conv.2.bias'],
    ['blocks.1.1.conv_pwl.weight', 'features.3.conv.2.weight'],
    ['blocks.3.2.bn3.running_var', 'features.9.conv.3.running_var'],
    ['blocks.6.0.conv_dw.weight', 'features.17.conv.1.0.weight'],
    ['conv_head.weight', 'features.18.0.weight'],
  ])('%s is %s', (given, ours) => {
    expect(aliases(given)).toContain(ours)
  })

  it('gives every weight of MobileNetV2 from timm’s names for it', () => {
    const parts = (...names: string[]) =>
      names.flatMap((name) => (name.includes('bn') ? norm(name) : [`${name}.weight`]))
    const norm = (name: string) => ['weight', 'bias', 'running_mean', 'running_var'].map((value) => `${name}.${value}`)
    const blocks = [1, 2, 3, 4, 3, 3, 1].flatMap((count, stage) =>
      Array.from({ length: count }, (_, i) => `blocks.${stage}.${i}`).flatMap((block) => {
        const inner =
          stage === 0 ? ['conv_dw', 'bn1', 'conv_pw', 'bn2'] : ['conv_pw', 'bn1', 'conv_dw', 'bn2', 'conv_pwl', 'bn3']
        return parts(...inner.map((name) => `${block}.${name}`))
      }),
    )
    const given = [...parts('conv_stem', 'bn1'), ...blocks, ...parts('conv_head', 'bn2')]
    const ours = sizesOf(mobileNetV2()).names.map((name) => name.split(' ')[0]!)
    expect(given.flatMap(aliases).sort()).toEqual(ours.sort())
  })

  it('knows none for what it has not heard of', () => {
    for (const name of [
      'layer1.0.conv1.weight',
      'blocks.7.0.conv_pw.weight',
      'blocks.0.9.bn1.bias',
      'constructor',
      'toString.weight',
      '',
    ])
      expect(aliases(name)).toEqual([])
  })
})
