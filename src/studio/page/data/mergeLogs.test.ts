import { describe, expect, it } from 'vitest'
import type { TrainingLog } from '../../api.ts'
import { mergeLogs } from './mergeLogs.ts'

const log = (steps: readonly number[], change: Partial<TrainingLog> = {}): TrainingLog => ({
  state: 'training',
  part: 'whole',
  lastStep: steps.at(-1) ?? null,
  alarms: [],
  damaged: 0,
  steps: 100,
  batchSize: 8,
  entries: steps.map((step) => ({ step, loss: 1 / step })),
  looks: [],
  imagesPerSecond: null,
  secondsLeft: null,
  ...change,
})

describe('mergeLogs', () => {
  it('adds what is new, the newest step told again with what a look found since', () => {
    const before = log([10, 20], { alarms: [{ step: 10, text: 'a' }] })
    const fresh = log([20, 30], {
      entries: [
        { step: 20, loss: 0.05, recallAt1: 1 },
        { step: 30, loss: 0.03 },
      ],
    })
    expect(mergeLogs(before, fresh, 19)).toEqual({
      ...fresh,
      entries: [before.entries[0], ...fresh.entries],
      alarms: before.alarms,
    })
  })

  it('is the whole where all was asked for', () => {
    const fresh = log([10])
    expect(mergeLogs(log([10, 20]), fresh, null)).toBe(fresh)
  })

  it('is not enough where the training was set back to a checkpoint', () => {
    expect(mergeLogs(log([10, 20, 30]), log([], { lastStep: 20 }), 29)).toBeNull()
    expect(mergeLogs(log([10, 20, 30]), log([], { lastStep: null }), 29)).toBeNull()
  })

  it('is not enough where the head was trained before, and now the whole is', () => {
    expect(mergeLogs(log([10], { part: 'head' }), log([20]), 9)).toBeNull()
    expect(mergeLogs(null, log([20]), 9)).toBeNull()
  })

  it('keeps what is known where nothing was written since', () => {
    const before = log([10, 20])
    expect(mergeLogs(before, log([20]), 19)).toEqual(before)
  })
})
