import { describe, expect, it } from 'vitest'
import { alarm } from './alarm.ts'
import type { StepReport } from './stepReport.ts'

const report = (given: Partial<StepReport>): StepReport => ({
  loss: 0.5,
  valid: 1,
  active: 1,
  positive: 1,
  negative: 1,
  norm: 1,
  ...given,
})

const margin = 0.2

describe('alarm', () => {
  it('says once that the loss stays at its value for embeddings on one point', () => {
    const watch = alarm({ whenCollapsed: margin, patience: 3 })
    const said = [0.2, 0.201, 0.3, 0.2, 0.199, 0.2, 0.2, 0.2].map((loss) => watch.step(report({ loss })))
    expect(said.map((text) => text !== undefined)).toEqual([false, false, false, false, false, true, false, false])
    expect(said[5]).toMatch(/^collapse: for 3 steps the loss has stayed at 0\.200, .*; try --positives easiest/)
  })

  it('says once that hardly any anchor has pairs left', () => {
    const watch = alarm({ whenCollapsed: margin, patience: 2 })
    expect(watch.step(report({ valid: 0.05 }))).toBeUndefined()
    expect(watch.step(report({ valid: 0.05 }))).toMatch(/^few anchors: for 2 steps .* \(now 5\.0 %\)/)
    expect(watch.step(report({ valid: 0.05 }))).toBeUndefined()
  })

  it('says once that the rank is near 1, but nothing of one dimension', () => {
    const watch = alarm({ whenCollapsed: margin })
    expect(watch.rank(1, 1)).toBeUndefined()
    expect(watch.rank(1.1, 64)).toBeUndefined()
    expect(watch.rank(1.05, 64)).toMatch(/^collapse: the embeddings' effective rank is 1\.05 of 64/)
    expect(watch.rank(1, 64)).toBeUndefined()
  })

  it('says nothing of a loss that has no such value, nor of a healthy training', () => {
    const watch = alarm({ whenCollapsed: 0, patience: 1 })
    expect(watch.step(report({ loss: 0 }))).toBeUndefined()
    expect(watch.step(report({ loss: 0.4 }))).toBeUndefined()
  })

  it('goes on from its state as if there had been no stop', () => {
    const losses = [0.2, 0.2, 0.2, 0.2, 0.2]
    const watch = alarm({ whenCollapsed: margin, patience: 3 })
    const straight = losses.map((loss) => watch.step(report({ loss })))
    for (let stop = 0; stop <= losses.length; stop++) {
      const before = alarm({ whenCollapsed: margin, patience: 3 })
      const said = losses.slice(0, stop).map((loss) => before.step(report({ loss })))
      const state = JSON.parse(JSON.stringify(before.state()))
      const after = alarm({ whenCollapsed: margin, patience: 3, state })
      expect([...said, ...losses.slice(stop).map((loss) => after.step(report({ loss })))]).toEqual(straight)
    }
  })
})
