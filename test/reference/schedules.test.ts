import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkScheduleRow, type ScheduleRow } from './schedules.ts'

const rows = JSON.parse(readFileSync(new URL('./schedules.json', import.meta.url), 'utf8')) as readonly ScheduleRow[]

describe('the reference values of schedules', () => {
  it.each(rows)('$schedule gives the rates of PyTorch', async (row) => {
    expect(await checkScheduleRow(row)).toEqual({ status: 'passed', detail: '' })
  })

  it('a rate that is off fails, with its step', async () => {
    const row = { schedule: 'ExponentialLR', base_lr: 1, args: { gamma: 0.5 }, lr: [1, 0.5, 0.3] }
    expect(await checkScheduleRow(row)).toEqual({ status: 'failed', detail: 'step 2: 0.25, not 0.3' })
  })

  it('a schedule or an argument that we lack is unsupported, by name', async () => {
    expect(await checkScheduleRow({ schedule: 'CyclicLR', base_lr: 1, args: {}, lr: [1] })).toEqual({
      status: 'unsupported',
      detail: 'schedule CyclicLR',
    })
    const row = { schedule: 'OneCycleLR', base_lr: 1, args: { max_lr: 1, total_steps: 4, three_phase: true }, lr: [1] }
    expect(await checkScheduleRow(row)).toEqual({
      status: 'unsupported',
      detail: 'OneCycleLR with three_phase true',
    })
  })

  it('a constant rate is supported at factor 1 alone', async () => {
    const row = { schedule: 'ConstantLR', base_lr: 0.1, args: { factor: 1 }, lr: [0.1, 0.1] }
    expect((await checkScheduleRow(row)).status).toBe('passed')
    expect((await checkScheduleRow({ ...row, args: {} })).status).toBe('unsupported')
  })

  it('the length of one cycle may be given in epochs', async () => {
    const cycle = rows.find((row) => row.schedule === 'OneCycleLR')!
    const args = { max_lr: 0.1, epochs: 4, steps_per_epoch: 6, cycle_momentum: true }
    expect((await checkScheduleRow({ ...cycle, args })).status).toBe('passed')
  })
})
