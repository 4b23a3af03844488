import { describe, expect, it } from 'vitest'
import type { ClassPage } from './api.ts'
import { findingsOf } from './findingsOf.ts'
import type { Prepared } from './prepare/prepared.ts'

const milk = {
  class: 0,
  name: 'milk',
  images: 60,
  verdict: 'several kinds',
  kinds: 2,
  spread: 0.8,
  effectiveRank: 3,
  recallAt1: 0.9,
  finerRecallAt1: 0.4,
  finerClasses: 2,
  words: '',
  evidence: [],
  kindsFound: [
    { kind: 0, name: 'milk/1', images: 30, typical: [], atypical: [], finer: [{ name: 'milk/a', images: 30 }] },
    {
      kind: 1,
      name: 'milk/2',
      images: 30,
      typical: [],
      atypical: [],
      finer: [
        { name: 'milk/a', images: 20 },
        { name: 'milk/b', images: 10 },
      ],
    },
  ],
  confusedWith: [{ class: 1, name: 'cream', queries: 2, share: 0.1, pairs: [] }],
  finerConfusions: [{ of: 'milk/a', takenFor: 'milk/b', queries: 9, share: 0.45, pairs: [] }],
} satisfies ClassPage

const prepared = (finer: string | null, more: Partial<Prepared> = {}): Prepared =>
  ({
    detail: {
      rows: 1200,
      dimension: 8,
      evaluateLabel: 'fine',
      recallAt1: 0.571,
      recallOf: 'all queries',
      effectiveRank: 3.14,
    },
    classes: async () => ({
      list: { level: 'coarse', finer, verdict: 'Of 2 classes both.', classes: [] },
      pages: [milk],
    }),
    errors: async () => ({
      level: 'coarse',
      errors: [{ row: 3, name: 'x.jpg', label: 'milk', suggested: 'cream', score: 0.61 }],
    }),
    duplicates: async () => ({
      threshold: 0.01,
      pairs: [
        {
          a: 1,
          b: 2,
          names: ['a', 'b'],
          labels: [null, null],
          splits: ['train', 'test'],
          distance: 0,
          sameClass: false,
        },
      ],
    }),
    ...more,
  }) as unknown as Prepared

const wordsOf = async (run: Prepared) =>
  (await findingsOf('r 1', run)).flatMap(({ words, cases }) => [words, ...cases.map((one) => one.words)])

describe('findingsOf', () => {
  it('says how well a run finds, and what its classes are like, with the views that show it', async () => {
    const findings = await findingsOf('r 1', prepared('fine'))
    expect(findings[0]!.words).toMatch(
      /^57 % of all queries find their own fine class first; 1,200 images, effective rank 3\.1 of 8/,
    )
    expect(findings.map(({ view }) => view).slice(0, 2)).toEqual(['/map?runs=r+1', '/classes?runs=r+1'])
  })

  it('says of whom the share is, where the run tells it', async () => {
    const run = prepared('fine')
    const { recallOf: _, ...older } = run.detail
    const first = async (detail: Prepared['detail']) => (await wordsOf({ ...run, detail }))[0]
    expect(await first({ ...older, recallOf: 'queries of fine classes never seen in training' })).toMatch(
      /^57 % of queries of fine classes never seen in training find their own fine class first;/,
    )
    expect(await first(older)).toMatch(/^57 % of the queries that it was judged by find their own fine class first;/)
  })

  it('says which finer classes are taken for one another, how often, and that they lie in one kind', async () => {
    expect(await wordsOf(prepared('fine'))).toContain(
      'milk: 90 % of its queries find milk first, but only 40 % their own fine class. a is taken for b (9 times, 45 %). Both lie in one kind, 2: 20 and 10 images that the model does not tell apart.',
    )
    const cases = (await findingsOf('r', prepared('fine'))).flatMap((one) => one.cases)
    expect(cases.map(({ view }) => view)).toContain('/classes?runs=r&class=milk')
  })

  it('says without finer labels which classes are taken for one another alone', async () => {
    const words = await wordsOf(prepared(null))
    expect(words).toContain('milk: taken for cream (twice, 10 %).')
    expect(words.join()).not.toContain('Both lie')
  })

  it('names the images that may bear the wrong label, and counts repeated ones between splits', async () => {
    const words = await wordsOf(prepared('fine'))
    expect(words).toContain('x.jpg: labelled milk, looks like cream (score 0.61).')
    expect(words).toContain('1 pair of near-duplicates, 1 of them between two splits, 1 with two different labels.')
  })

  it('says nothing of what is not there', async () => {
    const none = {
      errors: async () => ({ level: 'coarse', errors: [] }),
      duplicates: async () => ({ threshold: 0, pairs: [] }),
    }
    expect((await wordsOf(prepared(null, none))).join()).not.toMatch(/wrong label|duplicates/)
  })
})
