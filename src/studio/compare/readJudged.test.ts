import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NamedRun } from './readJudged.ts'
import { readJudged } from './readJudged.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-compare-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (change: Partial<NamedRun> = {}): NamedRun => ({
  id: 'a',
  folder,
  state: 'finished',
  complaint: null,
  label: null,
  ...change,
})

const summary = { level: 'digit', k: 1, queries: 2, counted: 2, means: { 'Recall@1': 0.5 } }
const level = {
  level: 'digit',
  all: summary,
  seen: summary,
  unseen: null,
  severalKinds: null,
  byClass: [{ name: '1', seen: true, queries: 2, recallAt1: 0.5, means: { MAP: 0.5 } }],
  spread: { classes: 1, inside: 1, insidePairs: 1, between: 1, betweenPairs: 1, ratio: 1 },
}
const judgement = { queries: 2, gallery: 2, leaveOneOut: true, levels: [level], effectiveRank: 1 }
const put = (name: string, content: unknown): void =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
const config = { dataset: 'mnist:', image: { width: 28, height: 28, channels: 1, fit: 'fill' }, version: '0' }

describe('readJudged', () => {
  it('reads settings and judgement, and reads them again when they have changed', async () => {
    const read = readJudged()
    put('config.json', config)
    put('evaluation.json', judgement)
    expect(await read(run())).toMatchObject({ run: { id: 'a', label: 'digit', judgement: { queries: 2 } } })
    put('evaluation.json', { ...judgement, queries: 34 })
    expect(await read(run({ label: 'parity' }))).toMatchObject({ run: { label: 'parity', judgement: { queries: 34 } } })
  })

  it.each<[string, () => void, RegExp]>([
    ['is missing', () => put('config.json', config), /evaluation\.json/],
    [
      'is damaged',
      () => {
        put('config.json', config)
        put('evaluation.json', '{"queries":')
      },
      /evaluation\.json.*delete it and go on with the training by --resume/,
    ],
    ['comes with no configuration', () => put('evaluation.json', judgement), /config\.json/],
  ])('gives the reason where evaluation.json %s', async (_, prepare, reason) => {
    prepare()
    expect(await readJudged()(run())).toEqual({ left: expect.stringMatching(reason) })
  })

  it('gives the reason for runs that have not ended or cannot be read', async () => {
    const read = readJudged()
    expect(await read(run({ state: 'training' }))).toEqual({ left: expect.stringMatching(/being trained/) })
    expect(await read(run({ state: 'interrupted' }))).toEqual({ left: expect.stringMatching(/--resume/) })
    expect(await read(run({ state: 'gone', complaint: 'its folder is gone' }))).toEqual({ left: 'its folder is gone' })
  })
})
