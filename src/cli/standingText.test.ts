import { describe, expect, it } from 'vitest'
import type { Judgement } from '../evaluate/judge.ts'
import type { Column, Method } from '../runs/comparison.ts'
import type { QueryValues } from '../runs/queryValues.ts'
import { settingsOf } from '../runs/settings.ts'
import { baselineAmong, contendersOf, demandBaseline, standingOf } from '../runs/standing.ts'
import { comparisonMarkdown } from './comparisonMarkdown.ts'
import { standingText } from './standingText.ts'

/** A judgement that is nothing but its effective rank, which stands for any metric here. */
const judged = (value: number) => ({ levels: [{}], effectiveRank: value }) as unknown as Judgement

const column: Column = {
  name: 'Recall@1',
  definition: '',
  better: 'higher',
  of: ({ effectiveRank }) => effectiveRank,
  ofQueries: 'recallAt1',
}

function method(loss: string, values: readonly number[]): Method {
  const runs = values.map((value, seed) => ({ seed, folder: '', judgement: judged(value) }))
  return { name: `${loss} · easiest positives`, settings: settingsOf({ dataset: 'any', loss }), runs }
}

const triplet = method('triplet', [0.5, 0.51, 0.49])
const margin = method('margin', [0.6, 0.611, 0.59])
const names = ['triplet', 'margin']

describe('standingOf', () => {
  it('sets every method against the features, seed by seed, and every pair against each other with Holm', () => {
    const contenders = contendersOf([triplet, margin], names, judged(0.4))
    const { over, baseline, against, pairs } = standingOf(contenders, [column], contenders[0]!)
    expect([over, baseline.name]).toEqual(['seeds', 'features alone'])
    expect(against.map(({ contender }) => contender.name)).toEqual(names)
    // Against what has no seeds: the method's own interval, moved. 0.1 +- 4.303 * 0.01 / sqrt(3).
    const [difference] = against[0]!.differences
    expect(difference!.mean).toBeCloseTo(0.1, 12)
    expect(difference!.high - difference!.mean).toBeCloseTo(0.02484, 4)
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ])
    const smallest = pairs.reduce((least, pair) => (pair.p < least.p ? pair : least))
    expect(smallest.corrected).toBeCloseTo(3 * smallest.p, 12)
    expect(pairs.every(({ apart }) => apart)).toBe(true)
  })

  it('tests a difference over the seeds that both have, and none where they share one alone', () => {
    const contenders = contendersOf([triplet, method('margin', [0.6])], names, null)
    const { against, pairs } = standingOf(contenders, [column], contenders[0]!)
    expect(against[0]!.differences).toEqual([null])
    expect(pairs).toEqual([])
  })

  it('goes over the queries where every method was run once', () => {
    const [a, b] = [method('triplet', [0.5]), method('margin', [1])]
    const hits = (every: number): QueryValues => ({
      recallAt1: Float32Array.from({ length: 40 }, (_, q) => (q % every === 0 ? 1 : 0)),
      mapAtR: null,
    })
    const queries = new Map([
      [a, hits(2)],
      [b, hits(1)],
    ])
    const contenders = contendersOf([a, b], names, null, queries)
    const mapAtR: Column = { ...column, name: 'MAP@R', ofQueries: 'mapAtR' }
    const standing = standingOf(contenders, [column, mapAtR], contenders[0]!)
    expect(standing.over).toBe('queries')
    expect(standing.against[0]!.differences[0]).toMatchObject({ mean: 0.5, n: 40 })
    expect(standing.against[0]!.differences[1]).toBeNull()
    expect(standing.pairs[0]).toMatchObject({ a: 0, b: 1, mean: -0.5, apart: true })
    expect(standingText(standing)).toMatch(/how\s+trainings\s+differ\s+it\s+cannot\s+say/)
    expect(standingText(standing)).toMatch(/^margin +\+0\.500 .* –$/m)
  })
})

describe('baselineAmong', () => {
  const contenders = contendersOf([triplet, margin], names, judged(0.4))
  it('knows a contender by its short and its whole name, and the features by theirs', () => {
    expect(baselineAmong(contenders, 'margin')).toBe(contenders[2])
    expect(baselineAmong(contenders, 'triplet, easiest positives')).toBe(contenders[1])
    expect(baselineAmong(contenders, 'features')).toBe(contenders[0])
  })

  it('refuses another, listing those there are', () => {
    expect(baselineAmong(contenders, 'contrastive')).toBeUndefined()
    expect(() => demandBaseline(contenders, 'contrastive')).toThrow(
      "--baseline: must be one of 'features alone', 'triplet', 'margin', got 'contrastive'",
    )
  })
})

describe('standingText', () => {
  it('gives each difference with its interval, then who is told apart, in lines of a terminal', () => {
    const contenders = contendersOf([triplet, margin], names, judged(0.4))
    const text = standingText(standingOf(contenders, [column], contenders[1]!))
    expect(text.split('\n')).toEqual([
      'Difference to triplet: paired over the seeds, 95 % interval (t).',
      '',
      '                      Recall@1',
      '──────────────  ──────────────',
      'features alone  -0.100 ± 0.025',
      'margin          +0.100 ± 0.001',
      '',
      "Told apart by Recall@1: 3 of 3 pairs (paired t, 5 % over all of them by Holm's correction):",
      "  'triplet' is ahead of 'features alone'",
      "  'margin' is ahead of 'features alone', 'triplet'",
    ])
  })

  it('says plainly that none is told apart, and counts where one is ahead of many', () => {
    const same = contendersOf([triplet, method('margin', [0.52, 0.49, 0.5])], names, null)
    expect(standingText(standingOf(same, [column], same[0]!))).toMatch(
      /Told apart by Recall@1: 0 of 1 pair \(.*correction\)\.$/,
    )
    const many = Array.from({ length: 9 }, (_, m) => method('triplet', [m, m, m]))
    const named = contendersOf(
      many,
      many.map((_, m) => `m${m}`),
      null,
    )
    expect(standingText(standingOf(named, [column], named[0]!))).toContain("'m8' is ahead of 8 others")
  })

  it('is a table and a list in Markdown too', () => {
    const contenders = contendersOf([triplet, margin], names, null)
    const standing = standingOf(contenders, [column], contenders[0]!)
    const markdown = comparisonMarkdown([], { protocol: protocolOf() }, 'compare', { standing })
    expect(markdown).toContain('| method | Recall@1 |\n| --- | --- |\n| margin | +0.100 ± 0.001 |\n')
    expect(markdown).toContain("by Holm's correction):\n- 'margin' is ahead of 'triplet'\n")
  })
})

const protocolOf = () => {
  const level = { name: 'class', classes: ['a', 'b'], labels: Int32Array.of(0, 0, 1, 1) }
  const rows = Int32Array.of(0, 1, 2, 3)
  return {
    label: level,
    evaluateLabel: level,
    train: rows,
    query: rows,
    gallery: null,
    unseenClasses: new Set<number>(),
    severalKinds: new Uint8Array(4),
  }
}
