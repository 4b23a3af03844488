import { describe, expect, it } from 'vitest'
import { cosine } from '../../distances/cosine.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { floats, ints } from '../../tensor/array.ts'
import { constant } from '../../tensor/tensor.ts'
import { choose } from '../choose.ts'
import * as negatives from '../negatives/index.ts'
import { multiSimilarity } from './multiSimilarity.ts'

/** The chosen pairs of samples at angles, in degrees. */
async function chosen(angles: readonly number[], labels: readonly number[], epsilon?: number) {
  const options = epsilon === undefined ? {} : { epsilon }
  const rows = angles.flatMap((angle) => [Math.cos((angle / 180) * Math.PI), Math.sin((angle / 180) * Math.PI)])
  // The measure sees the lengths of the rows, the rule does not.
  const embeddings = constant(
    floats(
      rows.map((x, i) => x * (1 + Math.floor(i / 2))),
      [angles.length, 2],
    ),
  )
  const { positive, negative } = choose({ embeddings, labels: constant(ints(labels)) }, cosine(), {
    positives: multiSimilarity(options),
    negatives: negatives.multiSimilarity(options),
  })
  const found = await evaluate({ positive: positive.valid, negative: negative.valid })
  const listed = (side: 'positive' | 'negative'): string[] =>
    Array.from(found[side].data as Uint8Array).flatMap((holds, i) =>
      holds ? [`${Math.floor(i / labels.length)}-${i % labels.length}`] : [],
    )
  return { positive: listed('positive'), negative: listed('negative') }
}

describe('multi-similarity mining', () => {
  // Cosines of sample 0: to 1 (30 degrees) 0.866, to 2 (60 degrees) 0.5, to 3 (100 degrees) -0.174.
  const angles = [0, 30, 60, 100]
  const labels = [0, 1, 0, 1]

  it('takes positives less alike than the most alike negative, negatives more alike than the least alike positive', async () => {
    const { positive, negative } = await chosen(angles, labels, 0)
    expect(positive).toEqual(['0-2', '1-3', '2-0', '3-1'])
    // 3-2: 40 degrees, its positive at 70; 3-0: 100 degrees. 1-0 and 1-2: 30 degrees, its positive at 70.
    expect(negative).toEqual(['0-1', '1-0', '1-2', '2-1', '2-3', '3-2'])
  })

  it('has room by epsilon on either side, 0.1 by default', async () => {
    // Positives at 40 degrees (0.766), negatives at 50 (0.643) and more: 0.123 less alike.
    const near = [0, 40, 90]
    expect(await chosen(near, [0, 0, 1])).toEqual({ positive: [], negative: [] })
    expect(await chosen(near, [0, 0, 1], 0.13)).toEqual({ positive: ['1-0'], negative: ['1-2'] })
  })

  it('has nothing for an anchor without negatives or without positives', async () => {
    expect(await chosen(angles, [0, 0, 0, 0])).toEqual({ positive: [], negative: [] })
    expect(await chosen(angles, [0, 1, 2, 3])).toEqual({ positive: [], negative: [] })
  })

  it('refuses an epsilon that is no number', () => {
    expect(() => multiSimilarity({ epsilon: Number.NaN })).toThrow(
      'multi-similarity positives: epsilon must be a number, got NaN',
    )
    expect(() => negatives.multiSimilarity({ epsilon: Number.NaN })).toThrow(
      'multi-similarity negatives: epsilon must be a number, got NaN',
    )
  })
})
