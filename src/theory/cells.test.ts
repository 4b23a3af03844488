import { describe, expect, it } from 'vitest'
import { cellsOf, onsetOf } from './cells.ts'
import type { CollapseExperimentRun } from './collapseExperiment.ts'
import { findings } from './findings.ts'

const run = (noise: number, ratio: number, other: Partial<CollapseExperimentRun> = {}): CollapseExperimentRun => ({
  loss: 'triplet',
  positives: 'all',
  noise,
  start: 'apart',
  seed: 0,
  ratio,
  ratioBefore: 0.3,
  width: 0,
  groups: ratio < 0.05 ? 1 : 3,
  kept: 1,
  beta: null,
  expected: noise * 1.1,
  collapsed: noise,
  spread: 2 * noise,
  statement: noise === 0 ? 'free' : 'collapse',
  steps: 100,
  converged: true,
  ...other,
})

describe('runs by loss, rule and noise', () => {
  it('are means with intervals, and counts', () => {
    const [free, noisy, ...rest] = cellsOf([run(0, 0.3), run(0.1, 0.01), run(0.1, 0.03, { converged: false })])
    expect(rest).toEqual([])
    expect(free).toMatchObject({ runs: 1, collapsed: 0, lossRatio: null, spreadRatio: null, beta: null, groups: 3 })
    expect(noisy).toMatchObject({ runs: 2, collapsed: 2, unfinished: 1, spreadRatio: 2, statement: 'collapse' })
    expect(noisy!.ratio.mean).toBeCloseTo(0.02, 12)
    expect(noisy!.lossRatio!.mean).toBeCloseTo(1.1, 12)
  })

  it('have an onset: the lowest noise from which on all runs collapsed', () => {
    const of = (...ratios: number[]): number | null => onsetOf(cellsOf(ratios.map((ratio, i) => run(i / 10, ratio))))
    expect(of(0.3, 0.2, 0.01, 0.01)).toBe(0.2)
    expect(of(0.01, 0.2, 0.01)).toBe(0.2)
    expect(of(0.3, 0.01, 0.2)).toBeNull()
    expect(of(0.01, 0.01)).toBe(0)
  })
})

describe('what came out', () => {
  it('is told beside what is proven', () => {
    const easiest = { positives: 'easiest', statement: 'no collapse' } as const
    const runs = [
      ...[run(0, 0.3), run(0.1, 0.01), run(0.2, 0.01)],
      ...[run(0, 0.3, easiest), run(0.1, 0.9, easiest), run(0.2, 1, { ...easiest, statement: null })],
    ]
    expect(findings(cellsOf(runs))).toEqual([
      'triplet, all positives: every run collapsed from 10 % wrong labels on, the least that was tried; proven of its lowest loss for any noise that was tried.',
      'triplet, easiest positives: no run of 3 collapsed; no collapse is proven under 10 %, nothing is proven under 20 %.',
    ])
  })

  it('says where only some collapsed, and where nothing is proven', () => {
    const some = [run(0.1, 0.01), run(0.1, 0.3), run(0.2, 0.3)].map((one) => ({ ...one, statement: null }))
    expect(findings(cellsOf(some))).toEqual([
      'triplet, all positives: 1 of 3 runs collapsed; nothing is proven of its lowest loss here.',
    ])
    expect(findings(cellsOf([run(0, 0.3)]))[0]).toMatch(
      /no run of 1 collapsed; without noise nothing forces a collapse/,
    )
  })
})
