import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEntries } from './readEntries.ts'

let folder = ''
const path = (): string => join(folder, 'log.jsonl')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-live-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = (entry: object): string => `${JSON.stringify(entry)}\n`
const nothing = { entries: [], alarms: [], lastStep: null, damaged: 0 }

describe('readEntries', () => {
  it('gives one entry a step, what a look found with what the step said', async () => {
    writeFileSync(path(), line({ step: 10, loss: 0.5 }) + line({ step: 10, recallAt1: 0.25, density: null }))
    expect(await readEntries(path(), null)).toEqual({
      ...nothing,
      entries: [{ step: 10, loss: 0.5, recallAt1: 0.25 }],
      lastStep: 10,
    })
  })

  it('gives those after a step, and tells the newest where there is none', async () => {
    writeFileSync(path(), [10, 20, 30].map((step) => line({ step, loss: 1 })).join(''))
    expect((await readEntries(path(), 20)).entries).toEqual([{ step: 30, loss: 1 }])
    expect(await readEntries(path(), 30)).toEqual({ ...nothing, lastStep: 30 })
    expect(await readEntries(path(), 1e9)).toEqual({ ...nothing, lastStep: 30 })
  })

  it('leaves a half-written last line for when it is whole', async () => {
    writeFileSync(path(), `${line({ step: 10, loss: 1 })}{"step":20,"lo`)
    expect((await readEntries(path(), null)).entries).toEqual([{ step: 10, loss: 1 }])
    appendFileSync(path(), 'ss":2}\n')
    expect((await readEntries(path(), 10)).entries).toEqual([{ step: 20, loss: 2 }])
  })

  it('has no entries where the log is not there or empty', async () => {
    expect(await readEntries(path(), null)).toEqual(nothing)
    writeFileSync(path(), '')
    expect(await readEntries(path(), null)).toEqual(nothing)
  })

  it('passes over lines that are no entries, and counts them', async () => {
    const wrong = [
      'garbage',
      '[1]',
      'null',
      '{"step":-10,"loss":1}',
      '{"step":1.5,"loss":1}',
      '{"loss":1}',
      '\u0000\u0001',
    ]
    writeFileSync(
      path(),
      [...wrong, '{"step":10,"loss":NaN}', line({ step: 20, loss: 1, label: 'no number' })].join('\n'),
    )
    expect(await readEntries(path(), null)).toEqual({
      ...nothing,
      entries: [{ step: 20, loss: 1 }],
      lastStep: 20,
      damaged: wrong.length + 1,
    })
  })

  it('gives alarms as text', async () => {
    writeFileSync(path(), line({ step: 50, alarm: 'all on one line' }))
    expect(await readEntries(path(), null)).toEqual({
      ...nothing,
      alarms: [{ step: 50, text: 'all on one line' }],
      lastStep: 50,
    })
  })

  it('passes over a line that is longer than any entry', async () => {
    writeFileSync(path(), `${'x'.repeat(3_000_000)}\n${line({ step: 10, loss: 1 })}`)
    expect(await readEntries(path(), null)).toMatchObject({ entries: [{ step: 10, loss: 1 }], damaged: 1 })
  })

  it('gives some thousand entries of a long log, evenly, all looks and the newest; what is new of it whole', async () => {
    const steps = Array.from({ length: 40_000 }, (_, i) => i + 1)
    const looks = (step: number): string => (step % 4000 === 0 ? line({ step, recallAt1: step / 1e6 }) : '')
    writeFileSync(path(), steps.map((step) => line({ step, loss: 1 / step, valid: 1 }) + looks(step)).join(''))
    const { entries, lastStep } = await readEntries(path(), null)
    expect(lastStep).toBe(40_000)
    expect(entries.length).toBeLessThan(6100)
    expect(entries.length).toBeGreaterThan(3000)
    expect(entries.filter(({ recallAt1 }) => recallAt1 !== undefined).map(({ step }) => step)).toEqual(
      Array.from({ length: 10 }, (_, i) => 4000 * (i + 1)),
    )
    expect(entries.at(-1)!.step).toBe(40_000)
    const fresh = await readEntries(path(), 39_990)
    expect(fresh.entries.map(({ step }) => step)).toEqual(steps.slice(-10))
  })
})
