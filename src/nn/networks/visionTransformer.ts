import { demand } from '../../errors.ts'
import { add } from '../../ops/add.ts'
import { pad } from '../../ops/pad.ts'
import { reduceMean } from '../../ops/reduceMean.ts'
import { reshape } from '../../ops/reshape.ts'
import { slice } from '../../ops/slice.ts'
import { transpose } from '../../ops/transpose.ts'
import type { Random } from '../../random.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats } from '../../tensor/array.ts'
import { prefixed, under } from '../../tensor/prefixed.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { demandInput } from '../demandInput.ts'
import { demandSizes } from '../demandSizes.ts'
import { filledWith } from '../filledWith.ts'
import { flat } from '../flat.ts'
import { gelu } from '../gelu.ts'
import type { Layer, Weights } from '../layer.ts'
import { layerNorm } from '../layerNorm.ts'
import { linear } from '../linear.ts'
import { multiHeadAttention } from '../multiHeadAttention.ts'
import { normal } from '../normal.ts'
import { patchEmbedding } from '../patchEmbedding.ts'
import { residual } from '../residual.ts'
import { sequential } from '../sequential.ts'
import { valueNamed } from '../valueNamed.ts'
import { resampled } from './resampled.ts'
import type { Trunk } from './trunk.ts'

export type VisionTransformerSize = 'Ti/16' | 'Ti/32' | 'S/16' | 'S/32' | 'B/16' | 'B/32'

/** Rows and columns of the images; one number where they are as many. */
export type ImageSize = number | { readonly height: number; readonly width: number }

export interface VisionTransformerOptions {
  /** Width and patch: Ti has 192 channels and 3 heads, S 384 and 6, B 768 and 12; all have 12 blocks. */
  readonly size: VisionTransformerSize
  /** Size of the images, multiples of the patch. Default 224. */
  readonly image?: ImageSize
  /** Channels of the images. Default 3. */
  readonly inputs?: number
  /** Blocks. Default 12. */
  readonly depth?: number
  /** 'pooled': rows [N, C]. 'tokens': [N, 1 + patches, C], the class token first. 'map': the patches as an image [N, C, H/patch,
   *  W/patch]. All after the last normalisation. Default 'pooled'. */
  readonly output?: 'pooled' | 'tokens' | 'map'
  /** What 'pooled' is: the class token, or the mean of the patches. Default 'cls'. */
  readonly pool?: 'cls' | 'mean'
}

/** Vision transformer (Dosovitskiy et al. 2021) without its classifier: images [N, inputs, H, W] to features. Normalisation comes
 *  before attention and perceptron, with epsilon 1e-6, as in timm, whose names the weights bear: `cls_token`, `pos_embed`,
 *  `patch_embed.proj.weight`, `blocks.0.attn.qkv.weight`, `norm.weight`. They begin as timm's: products and positions normal with
 *  deviation 0.02, biases 0, the class token nearly 0, patches as a convolution begins. Positions of another image size fit. */
export function visionTransformer(options: VisionTransformerOptions): Trunk {
  const { size, inputs = 3, depth = 12, output = 'pooled', pool = 'cls' } = options
  const form = formOf(size)
  const { channels, heads, patch } = form
  const { height, width } = sizeOfImage(options.image ?? 224)
  demandSizes(who, { inputs, depth, height, width })
  demand(height % patch === 0 && width % patch === 0, {
    who,
    rule: `rows and columns of the images must be multiples of the patch, ${patch}`,
    value: `${height} x ${width}`,
    remedy: `take ${nearestMultiple(height, patch)} x ${nearestMultiple(width, patch)}`,
  })
  demand(['pooled', 'tokens', 'map'].includes(output), {
    who,
    rule: "output must be 'pooled', 'tokens' or 'map'",
    value: output,
  })
  demand(pool === 'cls' || pool === 'mean', { who, rule: "pool must be 'cls' or 'mean'", value: pool })
  const [rows, columns] = [height / patch, width / patch]
  const tokens = 1 + rows * columns
  const name = `visionTransformer(${size}, ${height}x${width})`

  const embed = sequential({ proj: patchEmbedding({ inputs, patch, outputs: channels }) })
  const blocks = sequential(Array.from({ length: depth }, (_, i): [string, Layer] => [`${i}`, block(channels, heads)]))
  const trunk = sequential({ patch_embed: embed, blocks })
  const norm = layerNorm({ channels, epsilon: 1e-6 })

  return {
    name,
    channels,
    init(random: Random): Weights {
      const inside = trunk.init(random)
      const own = {
        cls_token: normal(1e-6)(random.fork('cls_token'), [1, 1, channels]),
        pos_embed: normal(0.02)(random.fork('pos_embed'), [1, tokens, channels]),
      }
      const last = prefixed('norm.', norm.init(random.fork('norm')).parameters)
      return { parameters: { ...own, ...inside.parameters, ...last }, buffers: {} }
    },
    fit: (given, array) => (given === 'pos_embed' ? positionsFor(array, rows, columns) : undefined),
    apply(values, x, mode) {
      demandInput(name, x, [4], inputs)
      demand(x.shape[2] === height && x.shape[3] === width, {
        who: name,
        rule: `images must be ${height} x ${width}`,
        value: `[${x.shape}]`,
        remedy: 'make the network with the option image',
      })
      const cls = valueNamed(values, 'cls_token', [1, 1, channels], name)
      const positions = valueNamed(values, 'pos_embed', [1, tokens, channels], name)
      const patches = embed.apply(under('patch_embed.', values), x, mode).y
      // An empty first row, to which the class token comes with the positions: no copy for each image of the batch.
      const first = add(positions, pad(cls, [0, 0, 0, 0, tokens - 1, 0]))
      const y = blocks.apply(under('blocks.', values), add(pad(patches, [0, 1, 0, 0, 0, 0]), first), mode).y
      const normed = (t: Tensor): Tensor => norm.apply(under('norm.', values), t, mode).y
      return { y: outputOf(y, normed), buffers: {} }
    },
  }

  function outputOf(y: Tensor, normed: (t: Tensor) => Tensor): Tensor {
    if (output === 'tokens') return normed(y)
    const batch = y.shape[0]!
    if (output === 'pooled' && pool === 'cls')
      return normed(reshape(slice(y, { starts: [0], ends: [1], axes: [1] }), [batch, channels]))
    const patches = slice(normed(y), { starts: [1], ends: [tokens], axes: [1] })
    if (output === 'pooled') return reduceMean(patches, { axes: [1] })
    return reshape(transpose(patches, [0, 2, 1]), [batch, channels, rows, columns])
  }
}

const who = 'visionTransformer'

const widths: Readonly<Record<string, { channels: number; heads: number }>> = {
  Ti: { channels: 192, heads: 3 },
  S: { channels: 384, heads: 6 },
  B: { channels: 768, heads: 12 },
}

function formOf(size: string): { channels: number; heads: number; patch: number } {
  const [letters = '', patch = ''] = size.split('/')
  const width = widths[letters]
  demand(width && (patch === '16' || patch === '32'), {
    who,
    rule: 'size must be Ti, S or B with a patch of 16 or 32',
    value: size,
    remedy: "write 'S/16'",
  })
  return { ...width, patch: Number(patch) }
}

const sizeOfImage = (image: ImageSize): { height: number; width: number } =>
  typeof image === 'number' ? { height: image, width: image } : image

const nearestMultiple = (n: number, of: number): number => Math.max(1, Math.round(n / of)) * of

/** Positions [1, 1 + n², C] of square images, resampled to another grid; the class token's stays. */
function positionsFor(given: NumericArray, rows: number, columns: number): NumericArray | undefined {
  const [one, tokens = 0, channels = 0] = given.shape
  const side = Math.round(Math.sqrt(tokens - 1))
  if (given.shape.length !== 3 || one !== 1 || tokens < 2 || side ** 2 !== tokens - 1) return undefined
  const data = given.data as Float32Array
  const grid = resampled(floats(data.subarray(channels), [side, side, channels]), rows, columns)
  const whole = new Float32Array((1 + rows * columns) * channels)
  whole.set(data.subarray(0, channels))
  whole.set(grid.data as Float32Array, channels)
  return floats(whole, [1, 1 + rows * columns, channels])
}

/** Attention and perceptron, each after a normalisation and with a way around it. */
function block(channels: number, heads: number): Layer {
  const begin = { initial: normal(0.02), initialBias: filledWith(0) }
  const norm = (): Layer => layerNorm({ channels, epsilon: 1e-6 })
  const mlp = sequential({
    fc1: linear({ inputs: channels, outputs: 4 * channels, ...begin }),
    act: gelu(),
    fc2: linear({ inputs: 4 * channels, outputs: channels, ...begin }),
  })
  return flat([
    residual(sequential({ norm1: norm(), attn: multiHeadAttention({ channels, heads, ...begin }) })),
    residual(sequential({ norm2: norm(), mlp })),
  ])
}
