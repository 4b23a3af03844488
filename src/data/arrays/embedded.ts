import { demand } from '../../errors.ts'

/** Embeddings with what they are of: `names` [n], `embeddings` [n, dimensions] row-major, `labels` by level, each [n]. */
export interface Embedded {
  readonly names: readonly string[]
  readonly embeddings: Float32Array
  readonly dimensions: number
  readonly labels?: Readonly<Record<string, readonly string[]>>
}

/** Throws unless every part has one entry for each name. */
export function checkEmbedded(who: string, { names, embeddings, dimensions, labels = {} }: Embedded): void {
  demand(Number.isInteger(dimensions) && dimensions > 0, {
    who,
    rule: 'dimensions must be a whole number from 1',
    value: dimensions,
  })
  const size = names.length * dimensions
  const rule = `${names.length} embeddings of ${dimensions} dimensions must have ${size} numbers`
  demand(embeddings.length === size, { who, rule, value: embeddings.length })
  for (const [level, words] of Object.entries(labels))
    demand(words.length === names.length, {
      who,
      rule: `level '${level}' must have ${names.length} labels`,
      value: words.length,
    })
}
