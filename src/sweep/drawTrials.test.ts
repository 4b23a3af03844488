import { describe, expect, it } from 'vitest'
import type { SearchSpace } from './drawTrials.ts'
import { drawTrials } from './drawTrials.ts'

const space: SearchSpace = {
  rate: { kind: 'number', low: 1e-4, high: 1e-2, log: true, whole: false },
  swap: { kind: 'choice', values: [false, true] },
}
const usual = { rate: 0.001, swap: false }
const asked = { space, usual, trials: 6, seed: 0, method: 'triplet' }

describe('drawTrials', () => {
  it('begins with what is usual', () => {
    expect(drawTrials(asked)[0]).toEqual(usual)
    expect(new Set(drawTrials(asked).map(({ rate }) => rate)).size).toBe(6)
  })

  it('draws the same for a seed, whatever else is tried', () => {
    const trials = drawTrials(asked)
    expect(drawTrials(asked)).toEqual(trials)
    expect(drawTrials({ ...asked, trials: 20 }).slice(0, 6)).toEqual(trials)
    const wider: SearchSpace = { ...space, margin: { kind: 'number', low: 0, high: 1, log: false, whole: false } }
    expect(drawTrials({ ...asked, space: wider }).map(({ rate }) => rate)).toEqual(trials.map(({ rate }) => rate))
    expect(drawTrials({ ...asked, seed: 1 }).slice(1)).not.toEqual(trials.slice(1))
    expect(drawTrials({ ...asked, method: 'margin' }).slice(1)).not.toEqual(trials.slice(1))
  })
})
