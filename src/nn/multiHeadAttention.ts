import { demand } from '../errors.ts'
import { attention } from '../ops/compose/attention.ts'
import { reshape } from '../ops/reshape.ts'
import { split } from '../ops/split.ts'
import { transpose } from '../ops/transpose.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { demandInput } from './demandInput.ts'
import { demandSizes } from './demandSizes.ts'
import type { Initial } from './initial.ts'
import type { Layer } from './layer.ts'
import { linear } from './linear.ts'
import { sequential } from './sequential.ts'
import { weightless } from './weightless.ts'

export interface MultiHeadAttentionOptions {
  readonly channels: number
  /** How many heads; each sees channels / heads dimensions. */
  readonly heads: number
  /** How the weights begin. Default as linear's. */
  readonly initial?: Initial
  /** How the biases begin. Default as linear's. */
  readonly initialBias?: Initial
}

/** Self-attention with several heads (Vaswani et al. 2017) of tokens [N, T, C]: each head attends with q kᵀ / sqrt(C / heads).
 *  Queries, keys and values come from one product. Parameters as timm names them: `qkv.weight` [3 C, C], `qkv.bias` [3 C],
 *  `proj.weight` [C, C], `proj.bias` [C]. */
export function multiHeadAttention({ channels, heads, ...begin }: MultiHeadAttentionOptions): Layer {
  const who = 'multiHeadAttention'
  demandSizes(who, { channels, heads })
  demand(channels % heads === 0, { who, rule: `heads must divide the ${channels} channels`, value: heads })
  const name = `${who}(${channels}, ${heads} heads)`
  const size = channels / heads
  const layers = sequential(
    {
      qkv: linear({ inputs: channels, outputs: 3 * channels, ...begin }),
      heads: weightless('heads', attend),
      proj: linear({ inputs: channels, outputs: channels, ...begin }),
    },
    name,
  )
  return {
    ...layers,
    apply(values, x, mode) {
      demandInput(name, x, [3], channels)
      return layers.apply(values, x, mode)
    },
  }

  /** [N, T, 3 C] to [N, T, C]. */
  function attend(x: Tensor): Tensor {
    const [batch, tokens] = x.shape as [number, number]
    const apart = transpose(reshape(x, [batch, tokens, 3, heads, size]), [2, 0, 3, 1, 4])
    const [q, k, v] = split(apart, [1, 1, 1], 0).map((part) => reshape(part, [batch, heads, tokens, size]))
    const y = attention(q!, k!, v!, 1 / Math.sqrt(size))
    return reshape(transpose(y, [0, 2, 1, 3]), [batch, tokens, channels])
  }
}
