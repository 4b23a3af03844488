import { describe, expect, it } from 'vitest'
import { classMeans } from './classMeans.ts'
import { retrieval } from './retrieval.ts'
import { summarize } from './summarize.ts'

/** Classes of 3, 2 and 1 image, one without a label; every list holds the whole gallery in order of rows. */
async function judged() {
  const labels = Int32Array.of(4, 4, 4, 2, 2, 9, -1)
  const indices = Int32Array.from([...labels.keys()].flatMap((q) => [...labels.keys()].filter((g) => g !== q)))
  const block = { start: 0, count: 7, k: 6, indices, distances: new Float32Array(42) }
  const levels = [{ name: 'kind', queryLabels: labels, galleryLabels: labels }] as const
  const [kind] = await retrieval({ blocks: [block], levels, leaveOneOut: true, ks: [1] })
  return kind
}

describe('classMeans', () => {
  it('lists the classes by label, with what their queries found, and none for what has no label', async () => {
    const classes = classMeans(await judged())
    expect(classes.map(({ label, queries, counted }) => [label, queries, counted])).toEqual([
      [2, 2, 2],
      [4, 3, 3],
      [9, 1, 0],
    ])
    expect(classes.map(({ means }) => means['Recall@1'])).toEqual([0, 1, undefined])
    expect(classes[0]!.means.MRR).toBeCloseTo(1 / 4, 6)
    expect(classes[2]!.means).toEqual({})
  })

  it('has means whose mean over the classes is the macro mean', async () => {
    const perQuery = await judged()
    const { means, macro, classes, unlabelled } = summarize(perQuery)
    const counting = classMeans(perQuery).filter(({ counted }) => counted > 0)
    expect([classes, unlabelled]).toEqual([counting.length, 1])
    for (const metric of ['Recall@1', 'MAP', 'NDCG', 'MRR'] as const)
      expect(macro![metric]).toBeCloseTo(counting.reduce((sum, one) => sum + one.means[metric]!, 0) / 2, 12)
    expect(means['Recall@1']).toBeCloseTo(3 / 5, 12)
    expect(macro!['Recall@1']).toBe(0.5)
  })
})
