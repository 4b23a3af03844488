import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { slowDistances } from '../../src/distances/slow.testing.ts'
import { slowTriplet } from '../../src/losses/slow.testing.ts'
import { slowChoice } from '../../src/pairs/slow.testing.ts'
import { random } from '../../src/random.ts'
import type { CheckedRow } from './checkFile.ts'
import { checkFile } from './checkFile.ts'

const folder = mkdtempSync(join(tmpdir(), 'nearkin-reference-'))
afterAll(() => rmSync(folder, { recursive: true }))

function checked(name: string, content: unknown): Promise<CheckedRow[]> {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return checkFile(folder, name)
}

const step = (args: object, lr: readonly unknown[]) => ({ schedule: 'StepLR', base_lr: 1, args, lr })

describe('a file of reference rows', () => {
  it('gives each row its verdict, and goes on after a row that fails', async () => {
    const rows = [
      step({ step_size: 1, gamma: 0.5 }, [1, 0.5]),
      step({ step_size: 1, gamma: 0.5 }, [1, 0.4]),
      { ...step({}, [1]), schedule: 'PolynomialLR' },
    ]
    expect(await checked('schedules.json', rows)).toEqual([
      { status: 'passed', detail: '', row: 'row 0, StepLR {"step_size":1,"gamma":0.5}' },
      { status: 'failed', detail: 'step 1: 0.5, not 0.4', row: 'row 1, StepLR {"step_size":1,"gamma":0.5}' },
      { status: 'unsupported', detail: 'schedule PolynomialLR', row: 'row 2, PolynomialLR' },
    ])
  })

  it('fails a row that has not the form, with its place', async () => {
    const [text, without] = await checked('schedules.json', ['text', { schedule: 'StepLR', base_lr: 1, args: {} }])
    expect(text).toMatchObject({ status: 'failed', row: 'row 0' })
    expect(without).toMatchObject({ status: 'failed', row: 'row 1', detail: expect.stringContaining('row.lr') })
  })

  it('fails a row that crashes, with the message', async () => {
    const [row] = await checked('schedules.json', [step({ step_size: 0, gamma: 0.5 }, [1])])
    expect(row).toMatchObject({ status: 'failed', detail: expect.stringContaining('got 0') })
  })

  it('fails a row whose data or labels are not as many as its shape says', async () => {
    const row = {
      loss: 'TripletMarginLoss',
      args: {},
      embeddings: { shape: [2, 1], data: [1, 2] },
      labels: [0, 1],
      value: 0,
      grad: { shape: [2, 1], data: [0, 0] },
    }
    const found = await checked('losses.json', [
      row,
      { ...row, grad: { shape: [2, 1], data: [0] } },
      { ...row, labels: [0] },
    ])
    expect(found.map(({ status }) => status)).toEqual(['passed', 'failed', 'failed'])
    expect(found[1]!.detail).toContain('row.grad: the shape does not hold the data')
    expect(found[2]!.detail).toContain('each embedding must have a label')
  })

  it('is one failed row where it is missing, not JSON, or not a list', async () => {
    const nothing = await checkFile(folder, 'losses of yesterday.json')
    const text = await checked('optimizers.json', '{"a": NaN')
    const record = await checked('optimizers.json', { a: 1 })
    for (const [row, more] of [nothing, text, record]) {
      expect(more).toBeUndefined()
      expect(row).toMatchObject({ status: 'failed', row: 'the file', detail: expect.stringContaining(folder) })
    }
  })

  it('that nobody knows has unsupported rows', async () => {
    const rows = await checked('surprise.json', [1, 2])
    expect(rows.map(({ status, detail }) => `${status}: ${detail}`)).toEqual(
      Array(2).fill('unsupported: rows of surprise.json'),
    )
  })

  it('may have batches of any shape, and margins of any size', async () => {
    const { normal } = random('an unseen row')
    const labels = [4, 4, 9, 9, 9, -1, -1]
    const embeddings = labels.map(() => Array.from({ length: 3 }, () => Math.fround(normal())))
    const valueAt = (rows: readonly (readonly number[])[]): number => {
      const batch = { embeddings: rows, labels, d: slowDistances('squared l2', rows), noise: [] }
      const choice = slowChoice(batch, { positives: 'all', negatives: 'all' }, { closest: 0 })
      return slowTriplet(batch, choice, { margin: 0.77 }, { closest: 0 }).loss
    }
    const moved = (i: number, k: number, by: number) =>
      embeddings.map((row, j) => row.map((x, c) => (i === j && c === k ? x + by : x)))
    const grad = embeddings.flatMap((row, i) =>
      row.map((_, k) => (valueAt(moved(i, k, 1e-6)) - valueAt(moved(i, k, -1e-6))) / 2e-6),
    )
    const row = {
      loss: 'TripletMarginLoss',
      args: { margin: 0.77 },
      distance: 'squared_l2',
      embeddings: { shape: [7, 3], data: embeddings.flat() },
      labels,
      value: valueAt(embeddings),
      grad: { shape: [7, 3], data: grad },
    }
    const off = { ...row, grad: { shape: [7, 3], data: grad.map((g, i) => (i === 5 ? g + 0.01 : g)) } }
    const [right, wrong] = await checked('losses.json', [row, off])
    expect(right).toMatchObject({ status: 'passed' })
    expect(wrong).toMatchObject({ status: 'failed', detail: expect.stringMatching(/^gradient\[5\]/) })
  })
})
