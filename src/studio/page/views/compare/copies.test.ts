import { expect, it } from 'vitest'
import type { Comparison } from '../../../api.ts'
import { comparisonCsv, comparisonMarkdown } from './copies.ts'

const method = (name: string, mean: number) => ({
  name,
  loss: 'triplet',
  positives: 'all',
  negatives: 'no',
  runs: ['x', 'y'],
  estimates: [{ mean, halfWidth: 0.01, n: 2 }, null],
})
const comparison: Comparison = {
  columns: [
    { name: 'Recall@1', definition: '', better: 'higher' },
    { name: 'MAP@R', definition: '', better: 'higher' },
  ],
  methods: [method('all', 0.5), method('easiest | "best", =1', 0.6)],
  differences: [{ of: 1, less: 0, column: 0, estimate: { mean: 0.1, halfWidth: 0.02, n: 2 }, p: 0.0123 }],
  over: 'seeds',
  byClass: null,
  settings: [],
  left: [],
}

it('comparisonMarkdown is a table of the methods, and one of their differences to the baseline', () => {
  expect(comparisonMarkdown(comparison, [1, 0], 0)).toBe(
    [
      '| method | runs | Recall@1 | MAP@R |',
      '| --- | --- | --- | --- |',
      '| easiest \\| "best", =1 | 2 | 0.600 ± 0.010 | – |',
      '| all | 2 | 0.500 ± 0.010 | – |',
      '',
      "Difference to all, paired over seeds, 95 % interval, p by Holm's correction for all pairs:",
      '',
      '| method | Recall@1 | MAP@R |',
      '| --- | --- | --- |',
      '| easiest \\| "best", =1 | +0.100 ± 0.020 (p = 0.012) | – |',
      '',
    ].join('\n'),
  )
})

it('comparisonCsv has a line for each method and column, numbers whole and names quoted', () => {
  expect(comparisonCsv(comparison, [0, 1], 0).split('\r\n')).toEqual([
    'method,column,mean,half width,runs,difference to the baseline,its half width,p',
    'all,Recall@1,0.5,0.01,2,,,',
    'all,MAP@R,,,,,,',
    '"easiest | ""best"", =1",Recall@1,0.6,0.01,2,0.1,0.02,0.0123',
    '"easiest | ""best"", =1",MAP@R,,,,,,',
    '',
  ])
})

it('comparisonCsv keeps names from being taken for formulas', () => {
  const named = { ...comparison, methods: [method('=HYPERLINK(1)', 0.5)], differences: [] }
  expect(comparisonCsv(named, [0], 0)).toContain("'=HYPERLINK(1),Recall@1")
})
