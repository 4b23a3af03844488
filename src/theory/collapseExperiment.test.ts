import { describe, expect, it } from 'vitest'
import type { CollapseExperimentOptions, CollapseExperimentRun } from './collapseExperiment.ts'
import { collapsedBelow, collapseExperiment, runsIn } from './collapseExperiment.ts'

const options: CollapseExperimentOptions = {
  classes: 2,
  modes: 2,
  samples: 3,
  losses: [
    { name: 'triplet', loss: { name: 'triplet', margin: 0.2 }, learnBeta: false },
    { name: 'margin:learn-beta', loss: { name: 'margin', margin: 0.2, beta: 1.2 }, learnBeta: true },
  ],
  positives: ['all', 'easiest'],
  noise: [0.1],
  starts: ['apart'],
  seeds: 1,
  steps: 2500,
  drawing: 'each-step',
  dimension: 2,
  space: 'plane',
  tied: true,
  squared: false,
}

describe('the experiment', () => {
  it('ends on one point for each class with all positives and noise, and with its modes apart with the easiest', async () => {
    const runs = await collapseExperiment(options)
    expect(runs).toHaveLength(runsIn(options))
    for (const run of runs) {
      if (run.positives === 'all') {
        expect(run.statement).toBe('collapse')
        expect(run.ratio).toBeLessThan(collapsedBelow)
        expect(run.groups).toBe(1)
        // The lowest loss that there is, and nearly reached.
        expect(run.expected).toBeGreaterThan(run.collapsed * 0.999)
        expect(run.expected).toBeLessThan(run.collapsed * 1.02)
        expect(run.spread).toBeGreaterThan(run.collapsed)
      } else {
        expect(run.statement).toBe('no collapse')
        expect(run.ratio).toBeGreaterThan(0.4)
        expect(run.expected).toBeLessThan(run.collapsed)
      }
    }
    const beta = runs.find(({ loss, positives }) => loss === 'margin:learn-beta' && positives === 'all')!.beta!
    expect(beta).toBeCloseTo(0.2, 1)
  }, 60_000)

  const short = { ...options, losses: options.losses.slice(0, 1), noise: [0, 0.2], steps: 100, seeds: 2 }

  it('gives the same for the same seeds, and does not run again what is known', async () => {
    const runs = await collapseExperiment(short)
    expect(await collapseExperiment(short)).toEqual(runs)
    const marked = runs.map((run): CollapseExperimentRun => ({ ...run, steps: -1 }))
    const told: number[] = []
    expect(await collapseExperiment(short, { known: marked.slice(0, 5), onRun: (_, done) => told.push(done) })).toEqual(
      [...marked.slice(0, 5), ...runs.slice(5)],
    )
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('stops between runs, keeping what has ended', async () => {
    let done = 0
    const runs = await collapseExperiment(short, { onRun: () => done++, stopped: () => done >= 3 })
    expect(runs).toHaveLength(3)
  })

  it('keeps the places of the first seed alone, and is unfinished where steps ran out', async () => {
    const [first, second] = await collapseExperiment({ ...short, noise: [0.1], positives: ['all'] })
    expect(first!.before).toHaveLength(4 * 2)
    expect(first!.after).toHaveLength(4 * 2)
    expect(second).not.toHaveProperty('after')
    expect(first).toMatchObject({ converged: false, steps: 100 })
  })

  it('runs free samples, the sphere, squared distances, labels drawn once, and random starts', async () => {
    const other = { ...short, noise: [0.2], seeds: 1, starts: ['random'] as const }
    for (const change of [
      { tied: false },
      { space: 'sphere' as const, dimension: 3 },
      { squared: true },
      { drawing: 'once' as const },
      { dimension: 1 },
      { classes: 3, modes: 1 },
    ])
      for (const run of await collapseExperiment({ ...other, ...change }))
        expect(Number.isFinite(run.expected)).toBe(true)
  })
})
