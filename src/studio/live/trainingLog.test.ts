import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aboutPath, lookPath } from '../../runs/looks/lookFiles.ts'
import { eventsName, openEvents } from '../../train/openEvents.ts'
import { lookOf } from './lookOf.ts'
import { trainingLog } from './trainingLog.ts'

let folder = ''
const at = (name: string): string => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-live-'))
  mkdirSync(at('looks'))
  mkdirSync(at('head'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const level = { name: 'digit', classes: ['0', '1'], of: [0, 1] }
const about = { format: 1, steps: 400, imagesPerStep: 128, label: level, finer: level }
const log = (...entries: object[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
const put = (name: string, content: string | object): void =>
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content))

describe('trainingLog', () => {
  it('tells how far a training is, how fast it goes, and how long it will take', async () => {
    put('config.json', { classes: null })
    put('looks/about.json', about)
    put('log.jsonl', log({ step: 10, loss: 1 }, { step: 20, loss: 0.5 }))
    let now = 1000
    const events = openEvents(at(eventsName), { now: () => now })
    events.append({ step: 10, loss: 1 })
    now += 5
    events.append({ step: 20, loss: 1 })
    events.close()
    expect(await trainingLog({ folder, state: 'training' }, null)).toMatchObject({
      state: 'training',
      part: 'whole',
      steps: 400,
      batchSize: 128,
      lastStep: 20,
      imagesPerSecond: 256,
      secondsLeft: 190,
    })
    expect(await trainingLog({ folder, state: 'interrupted' }, 20)).toMatchObject({
      state: 'interrupted',
      entries: [],
      lastStep: 20,
      secondsLeft: null,
    })
  })

  it('knows the looks whose step the log knows: a run resumed from an earlier checkpoint makes the others again', async () => {
    put('log.jsonl', log({ step: 100, loss: 1 }))
    for (const step of [50, 100, 150]) writeFileSync(lookPath(folder, step), '')
    put('looks/.nearkin-1-2-3.tmp', '')
    put('looks/step-00000075.txt', '')
    expect((await trainingLog({ folder, state: 'training' }, null)).looks).toEqual([50, 100])
  })

  it('takes steps and images from the settings where it has no looks, and does not know them where these leave it open', async () => {
    put('config.json', { steps: 60, classes: 4, samples: 8, accumulate: 2 })
    expect(await trainingLog({ folder, state: 'training' }, null)).toMatchObject({
      steps: 60,
      batchSize: 64,
      lastStep: null,
      entries: [],
    })
    put('config.json', { steps: null, classes: null, samples: 8 })
    expect(await trainingLog({ folder, state: 'training' }, null)).toMatchObject({ steps: null, batchSize: null })
    put('config.json', '{"steps":')
    expect(await trainingLog({ folder, state: 'training' }, null)).toMatchObject({ steps: null, batchSize: null })
  })

  it('tells of the head that is trained first, until the training begins', async () => {
    put('looks/about.json', about)
    put('head/config.json', { steps: 60 })
    put('head/log.jsonl', log({ step: 30, loss: 1 }))
    expect(await trainingLog({ folder, state: 'training' }, null)).toMatchObject({
      part: 'head',
      steps: 60,
      lastStep: 30,
      looks: [],
    })
    put('log.jsonl', '')
    expect(await trainingLog({ folder, state: 'training' }, null)).toMatchObject({
      part: 'whole',
      steps: 400,
      lastStep: null,
    })
  })

  it('is empty of a run that was deleted', async () => {
    rmSync(folder, { recursive: true })
    expect(await trainingLog({ folder, state: 'gone' }, null)).toMatchObject({
      state: 'gone',
      entries: [],
      looks: [],
      lastStep: null,
    })
  })
})

describe('lookOf', () => {
  it('is the map at a step with its labels', () => {
    writeFileSync(aboutPath(folder), JSON.stringify(about))
    writeFileSync(lookPath(folder, 50), '{"step":50,"kind":"circle","xy":[1,0,0,1]}')
    expect(lookOf(folder, 50)).toEqual({ step: 50, kind: 'circle', xy: [1, 0, 0, 1], label: level, finer: level })
  })

  it.each([0, -50, 1.5, Number.NaN, 60])('fails for step %s, which was not looked at', (step) => {
    expect(() => lookOf(folder, step)).toThrow(/look: the run must have been looked at after this step/)
  })

  it('names the file that is damaged', () => {
    writeFileSync(aboutPath(folder), JSON.stringify(about))
    writeFileSync(lookPath(folder, 50), '{"step":50,')
    expect(() => lookOf(folder, 50)).toThrow(lookPath(folder, 50))
  })
})
