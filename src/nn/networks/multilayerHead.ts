import { demandSizes } from '../demandSizes.ts'
import type { Layer } from '../layer.ts'
import { linear } from '../linear.ts'
import { relu } from '../relu.ts'
import { sequential } from '../sequential.ts'

export interface MultilayerHeadOptions {
  /** Dimensions of the features that come in. */
  readonly inputs: number
  /** Units of each hidden layer; none makes the head one linear map. Default []. */
  readonly hidden?: readonly number[]
  /** Dimensions of the embedding. */
  readonly embedding: number
}

/** Multilayer perceptron on features: [N, inputs] to embeddings [N, embedding], not normalised. A ReLU follows each
 *  hidden layer. */
export function multilayerHead({ inputs, hidden = [], embedding }: MultilayerHeadOptions): Layer {
  demandSizes('multilayerHead', { inputs, embedding })
  for (const [i, units] of hidden.entries()) demandSizes('multilayerHead', { [`hidden[${i}]`]: units })
  const blocks = hidden.flatMap((units, i): [string, Layer][] => [
    [`hidden${i + 1}`, linear({ inputs: hidden[i - 1] ?? inputs, outputs: units })],
    [`relu${i + 1}`, relu()],
  ])
  const layers = {
    ...Object.fromEntries(blocks),
    embedding: linear({ inputs: hidden.at(-1) ?? inputs, outputs: embedding }),
  }
  return sequential(layers, `multilayerHead(${[inputs, ...hidden, embedding].join('-')})`)
}
