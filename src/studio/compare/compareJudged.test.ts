import { describe, expect, it } from 'vitest'
import type { Judgement } from '../../evaluate/judge.ts'
import { settingsOf } from '../../runs/settings.ts'
import { compareJudged } from './compareJudged.ts'
import type { JudgedRun } from './judgedRun.ts'

/** A judgement with this Recall@1, of all queries alike. */
function judgement(recall: number, change: Partial<Judgement> = {}): Judgement {
  const summary = (level: string, value: number) => ({
    level,
    k: 4,
    queries: 20,
    counted: 20,
    means: { 'Recall@1': value, 'MAP@R': value / 2 },
  })
  const level = (name: string) => ({
    level: name,
    all: summary(name, recall),
    seen: summary(name, recall),
    unseen: null,
    severalKinds: null,
    byClass: [{ name: 'milk', seen: true, queries: 20, recallAt1: recall }],
    spread: { classes: 2, inside: 1, insidePairs: 1, between: 2, betweenPairs: 2, ratio: 0.5 },
  })
  return {
    queries: 20,
    gallery: 40,
    leaveOneOut: false,
    levels: [level('fine'), level('coarse')],
    effectiveRank: 10,
    ...change,
  }
}

const run = (id: string, settings: object, recall: number, change: Partial<JudgedRun> = {}): JudgedRun => ({
  id,
  settings: settingsOf({ dataset: 'grocery', ...settings }),
  backbone: null,
  judgement: judgement(recall),
  label: 'coarse',
  ...change,
})
const all = (seed: number, recall: number) => run(`all-${seed}`, { positives: 'all', seed }, recall)
const easiest = (seed: number, recall: number) => run(`easiest-${seed}`, { positives: 'easiest', seed }, recall)

describe('compareJudged', () => {
  it('gives means with intervals over seeds, and differences paired by seed, by hand', () => {
    const { columns, methods, differences, over } = compareJudged(
      [all(0, 0.5), all(1, 0.6), all(2, 0.7), easiest(0, 0.6), easiest(1, 0.72), easiest(2, 0.78)],
      [],
    )
    expect(columns.map(({ name }) => name)).toEqual([
      'Recall@1 of fine classes',
      'MAP@R',
      'Recall@1 of coarse classes',
      'inside / between',
      'effective rank',
    ])
    expect(over).toBe('seeds')
    expect(methods.map(({ name, runs }) => [name, runs.length])).toEqual([
      ['all positives', 3],
      ['easiest positives', 3],
    ])
    // s = 0.1, t at 2 degrees of freedom 4.30265: 4.30265 * 0.1 / sqrt(3).
    expect(methods[0]!.estimates[0]).toEqual({
      mean: expect.closeTo(0.6, 12),
      halfWidth: expect.closeTo(0.24841, 4),
      n: 3,
    })
    // Differences 0.1, 0.12, 0.08: mean 0.1, s = 0.02, t = 0.1 / (0.02 / sqrt(3)) = 8.66, p = 0.01307.
    const [first] = differences.filter(({ column }) => column === 0)
    expect(first).toEqual({
      of: 1,
      less: 0,
      column: 0,
      estimate: { mean: expect.closeTo(0.1, 12), halfWidth: expect.closeTo(0.04968, 4), n: 3 },
      p: expect.closeTo(0.01307, 4),
    })
  })

  it('corrects p for how many pairs there are: three methods are three pairs', () => {
    const third = [0, 1, 2].map((seed) => run(`r-${seed}`, { positives: 'reciprocal', seed }, 0.55 + 0.1 * seed))
    const two = compareJudged(
      [all(0, 0.5), all(1, 0.6), all(2, 0.7), easiest(0, 0.6), easiest(1, 0.72), easiest(2, 0.78)],
      [],
    )
    const three = compareJudged(
      [all(0, 0.5), all(1, 0.6), all(2, 0.7), easiest(0, 0.6), easiest(1, 0.72), easiest(2, 0.78), ...third],
      [],
    )
    const p = (comparison: typeof two): number =>
      comparison.differences.find(({ of, less, column }) => of === 1 && less === 0 && column === 0)!.p!
    expect(three.differences.filter(({ column }) => column === 0)).toHaveLength(3)
    expect(p(three)).toBeGreaterThan(p(two))
    expect(p(three)).toBeLessThanOrEqual(3 * p(two) + 1e-12)
  })

  it('says nothing of differences where every method ran once', () => {
    const { over, differences, methods } = compareJudged([all(0, 0.5), easiest(0, 0.6)], [])
    expect({ over, differences }).toEqual({ over: null, differences: [] })
    expect(methods[0]!.estimates[0]).toEqual({ mean: 0.5, halfWidth: null, n: 1 })
  })

  it('gives the settings in which the methods differ, and no others', () => {
    const { settings } = compareJudged([all(0, 0.5), run('b', { loss: 'margin', rate: 0.01 }, 0.6)], [])
    expect(settings).toEqual([
      { name: 'loss', values: ['triplet', 'margin'] },
      { name: 'positives', values: ['all', 'default'] },
      { name: 'rate', values: ['0.001', '0.01'] },
    ])
  })

  it('gives the classes of the label that is judged by, one value a method', () => {
    const { byClass } = compareJudged([all(0, 0.5), all(1, 0.7), easiest(0, 0.6)], [])
    expect(byClass).toMatchObject({ name: 'Recall@1 by fine', classes: [{ name: 'milk', seen: true }] })
    expect(byClass!.rows[0]!.map((value) => value?.mean)).toEqual([expect.closeTo(0.6, 12), 0.6])
  })

  it.each<[string, Partial<JudgedRun>, object, RegExp]>([
    ['other data', {}, { dataset: 'photos' }, /the dataset is photos, and of all-0 it is grocery/],
    ['another label', { label: 'fine' }, {}, /the label that was trained on is fine/],
    ['a fold', {}, { fold: '1/4' }, /the fold is 1\/4, and of all-0 it is none/],
    ['other queries', { judgement: judgement(0.5, { queries: 21 }) }, {}, /the number of queries is 21/],
  ])('leaves out runs of %s, with the reason', (_, change, settings, reason) => {
    const { left, methods } = compareJudged(
      [all(0, 0.5), run('other', settings, 0.6, change)],
      [{ run: 'broken', reason: 'its evaluation.json is damaged' }],
    )
    expect(methods).toHaveLength(1)
    expect(left).toEqual([
      { run: 'broken', reason: 'its evaluation.json is damaged' },
      { run: 'other', reason: expect.stringMatching(reason) },
    ])
  })

  it('counts a run that is there twice once', () => {
    const { left, methods } = compareJudged([all(0, 0.5), { ...all(0, 0.5), id: 'copy' }], [])
    expect(methods[0]!.runs).toEqual(['all-0'])
    expect(left).toEqual([{ run: 'copy', reason: 'has the settings and the seed of all-0, which stands for both' }])
  })

  it('tells methods apart that only stand on another model', () => {
    const { methods, settings } = compareJudged([all(0, 0.5), { ...all(0, 0.6), id: 'b', backbone: 'abcdef' }], [])
    expect(methods).toHaveLength(2)
    expect(new Set(methods.map(({ name }) => name)).size).toBe(2)
    expect(settings).toEqual([{ name: 'SHA-256 of the backbone', values: ['none', 'abcdef'] }])
  })

  it('is empty where no run is left', () => {
    const left = [{ run: 'a', reason: 'is being trained' }]
    expect(compareJudged([], left)).toEqual({
      columns: [],
      methods: [],
      differences: [],
      over: null,
      byClass: null,
      settings: [],
      left,
    })
  })
})
