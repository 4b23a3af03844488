/** What a weight of another library's file is called in the networks here, by every rule that fits; none where no rule does.
 *  Vision transformers of torchvision and MobileNetV2 of timm bear other names than the files that ours follow. */
export function aliases(name: string): string[] {
  return [torchvisionTransformer(name), timmMobileNet(name)].filter((alias) => alias !== undefined)
}

/** torchvision's vit_b_16 to timm's names. */
function torchvisionTransformer(name: string): string | undefined {
  const whole: Readonly<Record<string, string>> = { class_token: 'cls_token', 'encoder.pos_embedding': 'pos_embed' }
  if (Object.hasOwn(whole, name)) return whole[name]
  const [, block, inner] = /^encoder\.layers\.encoder_layer_(\d+)\.(.+)$/.exec(name) ?? []
  const replaced = (text: string, rules: readonly (readonly [RegExp, string])[]): string | undefined => {
    const rule = rules.find(([from]) => from.test(text))
    return rule && text.replace(rule[0], rule[1])
  }
  if (block === undefined || inner === undefined)
    return replaced(name, [
      [/^conv_proj\./, 'patch_embed.proj.'],
      [/^encoder\.ln\./, 'norm.'],
    ])
  const mapped = replaced(inner, [
    [/^ln_([12])\./, 'norm$1.'],
    [/^self_attention\.in_proj_/, 'attn.qkv.'],
    [/^self_attention\.out_proj\./, 'attn.proj.'],
    [/^mlp\.(0|linear_1)\./, 'mlp.fc1.'],
    [/^mlp\.(3|linear_2)\./, 'mlp.fc2.'],
  ])
  return mapped && `blocks.${block}.${mapped}`
}

/** Blocks of the stages of MobileNetV2. */
const stages = [1, 2, 3, 4, 3, 3, 1]

/** timm's mobilenetv2 to torchvision's names. */
function timmMobileNet(name: string): string | undefined {
  const [, layer = '', value = ''] = /^(.*)\.(\w+)$/.exec(name) ?? []
  const outer: Readonly<Record<string, string>> = {
    conv_stem: 'features.0.0',
    bn1: 'features.0.1',
    conv_head: 'features.18.0',
    bn2: 'features.18.1',
  }
  if (Object.hasOwn(outer, layer)) return `${outer[layer]}.${value}`
  const [, stage, block, inner = ''] = /^blocks\.(\d+)\.(\d+)\.(\w+)$/.exec(layer) ?? []
  if (stage === undefined || Number(block) >= (stages[Number(stage)] ?? 0)) return undefined
  const before = stages.slice(0, Number(stage)).reduce((sum, count) => sum + count, 1)
  const names: Readonly<Record<string, string>> =
    stage === '0'
      ? { conv_dw: '0.0', bn1: '0.1', conv_pw: '1', bn2: '2' }
      : { conv_pw: '0.0', bn1: '0.1', conv_dw: '1.0', bn2: '1.1', conv_pwl: '2', bn3: '3' }
  return Object.hasOwn(names, inner) ? `features.${before + Number(block)}.conv.${names[inner]}.${value}` : undefined
}
