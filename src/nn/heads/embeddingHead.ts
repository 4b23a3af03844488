import { demand } from '../../errors.ts'
import { batchNorm } from '../batchNorm.ts'
import { demandSizes } from '../demandSizes.ts'
import { gemPooling } from '../gemPooling.ts'
import { globalAveragePooling } from '../globalAveragePooling.ts'
import { globalMaxPooling } from '../globalMaxPooling.ts'
import { l2Normalize } from '../l2Normalize.ts'
import type { Layer } from '../layer.ts'
import { layerNorm } from '../layerNorm.ts'
import { linear } from '../linear.ts'
import { relu } from '../relu.ts'
import { sequential } from '../sequential.ts'
import { tokenPooling } from '../tokenPooling.ts'

/** A layer that gives embeddings, and of how many dimensions. */
export interface Head extends Layer {
  readonly embedding: number
}

export interface EmbeddingHeadOptions {
  /** Channels of what comes in. */
  readonly inputs: number
  /** How maps [N, C, H, W] become rows: the mean of each channel, the largest, or the generalized mean with a learned power
   *  (Radenovic et al. 2018). How tokens [N, T, C] do: the class token, or the mean of the others. 'none': rows [N, C] come in.
   *  Default 'none'. */
  readonly pool?: 'average' | 'max' | 'gem' | 'cls' | 'mean' | 'none'
  /** What the rows are normalised by before the rest. Default 'none'. */
  readonly norm?: 'none' | 'layer' | 'batch'
  /** Units of each hidden layer, each followed by a ReLU; none makes the head one linear map. Default []. */
  readonly hidden?: readonly number[]
  /** Dimensions of the embedding. */
  readonly embedding: number
  /** Whether the embedding is brought to length 1; losses and exported models do so themselves where they need it.
   *  Default false. */
  readonly l2?: boolean
}

/** From a network's features to embeddings [N, embedding]: pooling, normalisation, hidden layers, a linear map. Its weights are
 *  `pool.p` (with 'gem'), `norm.*`, `hidden1.weight`, ..., `embedding.weight` and `embedding.bias`. */
export function embeddingHead(options: EmbeddingHeadOptions): Head {
  const { inputs, pool = 'none', norm = 'none', hidden = [], embedding, l2 = false } = options
  const who = 'embeddingHead'
  demandSizes(who, { inputs, embedding })
  for (const [i, units] of hidden.entries()) demandSizes(who, { [`hidden[${i}]`]: units })
  demand(Object.hasOwn(poolings, pool), {
    who,
    rule: `pool must be one of ${Object.keys(poolings).join(', ')}`,
    value: pool,
  })
  demand(Object.hasOwn(norms, norm), { who, rule: `norm must be one of ${Object.keys(norms).join(', ')}`, value: norm })
  const [pooling, normalisation] = [poolings[pool](), norms[norm](inputs)]
  const layers: [string, Layer][] = [
    ...named('pool', pooling),
    ...named('norm', normalisation),
    ...hidden.flatMap((units, i): [string, Layer][] => [
      [`hidden${i + 1}`, linear({ inputs: hidden[i - 1] ?? inputs, outputs: units })],
      [`relu${i + 1}`, relu()],
    ]),
    ['embedding', linear({ inputs: hidden.at(-1) ?? inputs, outputs: embedding })],
    ...named('l2', l2 ? l2Normalize() : undefined),
  ]
  return { ...sequential(layers, `${who}(${[inputs, ...hidden, embedding].join('-')})`), embedding }
}

const poolings = {
  none: () => undefined,
  average: globalAveragePooling,
  max: globalMaxPooling,
  gem: () => gemPooling(),
  cls: () => tokenPooling('cls'),
  mean: () => tokenPooling('mean'),
} as const

const norms = {
  none: (_: number) => undefined,
  layer: (channels: number) => layerNorm({ channels }),
  batch: (channels: number) => batchNorm({ channels }),
} as const

const named = (name: string, layer: Layer | undefined): [string, Layer][] => (layer ? [[name, layer]] : [])
