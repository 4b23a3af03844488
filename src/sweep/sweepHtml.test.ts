import { describe, expect, it } from 'vitest'
import type { MethodResult, SweepResults, TrialResult } from './results.ts'
import { bestSoFar, ranked } from './results.ts'
import { sweepHtml } from './sweepHtml.ts'

const trial = (number: number, rate: number, ...values: (number | null)[]): TrialResult => ({
  trial: number,
  choice: { rate, swap: number % 2 === 0 },
  rounds: values.map((value, round) => ({ steps: 10 * (round + 1), folds: [value], value })),
  failed: values.includes(null) ? 'its process ended with SIGKILL' : null,
})

const method: MethodResult = {
  name: 'easiest <positives>',
  space: {
    rate: { kind: 'number', low: 0.001, high: 0.1, log: true, whole: false },
    swap: { kind: 'choice', values: [false, true] },
  },
  trials: [trial(0, 0.001, 0.3), trial(1, 0.01, 0.5, 0.45), trial(2, 0.1, null), trial(3, 0.05, 0.4, 0.6)],
  importance: [
    { name: 'rate', share: 0.75 },
    { name: 'swap', share: null },
  ],
  winner: 3,
}

const results: SweepResults = { title: 'Sweep on a&b', metric: 'MAP@R', search: 'halving', methods: [method] }

describe('sweepHtml', () => {
  it('shows a dot for every trial that has a value, over each option, and what explains how much', () => {
    const html = sweepHtml(results)
    expect(html.match(/<circle/g)).toHaveLength(6)
    expect(html.match(/class="dot won"/g)).toHaveLength(2)
    expect(html).toContain('rate <span>explains 75 % alone</span>')
    expect(html).toContain('<td>3, best</td><td>20</td><td>0.6000</td>')
    expect(html).toContain('<td>its process ended with SIGKILL</td>')
  })

  it('loads nothing, escapes what users wrote, and is the same for the same results', () => {
    const html = sweepHtml(results)
    expect(html).not.toMatch(/https?:|<script|src=|<positives>/)
    expect(html).toContain('Sweep on a&#38;b')
    expect(sweepHtml(results)).toBe(html)
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('stands where nothing was measured, or all is one value', () => {
    const none = { ...method, trials: [trial(0, 0.001, null)], importance: [], winner: null }
    expect(sweepHtml({ ...results, methods: [none] })).toContain('Not measured.')
    const same = { ...method, trials: [trial(0, 0.001, 1), trial(1, 0.01, 1)] }
    expect(sweepHtml({ ...results, methods: [same] })).not.toMatch(/NaN|Infinity/)
  })
})

describe('ranked', () => {
  it('has those that were trained longest first, best first', () => {
    expect(ranked(method).map((one) => one.trial)).toEqual([3, 1, 0, 2])
  })
})

describe('bestSoFar', () => {
  it('never falls, over the steps of all trainings, round by round', () => {
    expect(bestSoFar(method)).toEqual([
      { steps: 10, value: 0.3 },
      { steps: 20, value: 0.5 },
      { steps: 30, value: 0.5 },
      { steps: 40, value: 0.5 },
      { steps: 60, value: 0.5 },
      { steps: 80, value: 0.6 },
    ])
  })
})
