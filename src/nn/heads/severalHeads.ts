import { demand } from '../../errors.ts'
import { l2Normalize } from '../../ops/compose/l2Normalize.ts'
import { concat } from '../../ops/concat.ts'
import { prefixed, under } from '../../tensor/prefixed.ts'
import { sequential } from '../sequential.ts'
import type { Head } from './embeddingHead.ts'

/** Heads beside one another. */
export interface SeveralHeads extends Head {
  /** Dimensions of each head's part of the embedding, by name, in their order: what `perHead` needs. */
  readonly widths: Readonly<Record<string, number>>
}

/** Several heads on one trunk: each sees the same features, its embedding is brought to length 1, and the whole is one after the
 *  other [N, sum of their dimensions]. The cosine of two embeddings is then the mean of the parts' cosines. A head's weights
 *  carry its name: `coarse.embedding.weight`. The loss of each part is `perHead`'s.
 *  @param heads by name (letters, digits and _, a letter first), in their order */
export function severalHeads(heads: Readonly<Record<string, Head>>): SeveralHeads {
  const named = Object.entries(heads)
  const name = `severalHeads(${named.map(([key, { embedding }]) => `${key} ${embedding}`).join(', ')})`
  // As a sequence its names are checked, and its weights made; it is not run as one.
  const { init } = sequential(heads, name)
  for (const [key, { embedding }] of named)
    demand(Number.isInteger(embedding) && embedding > 0, {
      who: 'severalHeads',
      rule: `${key} must say how many dimensions its embedding has`,
      value: embedding,
      remedy: 'make it with embeddingHead, or { ...layer, embedding }',
    })
  return {
    name,
    init,
    embedding: named.reduce((sum, [, { embedding }]) => sum + embedding, 0),
    widths: Object.fromEntries(named.map(([key, { embedding }]) => [key, embedding])),
    apply(values, x, mode) {
      const outputs = named.map(([key, head]) => ({ key, head, ...head.apply(under(`${key}.`, values), x, mode) }))
      for (const { key, head, y } of outputs)
        demand(y.shape.length === 2 && y.shape[1] === head.embedding, {
          who: name,
          rule: `${key} must give [N, ${head.embedding}]`,
          value: `[${y.shape}]`,
        })
      return {
        y: concat(
          outputs.map(({ y }) => l2Normalize(y)),
          1,
        ),
        buffers: Object.assign({}, ...outputs.map(({ key, buffers }) => prefixed(`${key}.`, buffers))),
      }
    },
  }
}
