import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Protocol } from '../../data/protocol.ts'
import { random } from '../../random.ts'
import { readAboutLooks } from './aboutLooks.ts'
import { aboutPath, lookPath, lookSteps } from './lookFiles.ts'
import { openLooks } from './openLooks.ts'
import { storedLook } from './storedLook.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-looks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const size = 1500
const label = {
  name: 'coarse',
  classes: ['a', 'nobody', 'b'],
  labels: Int32Array.from({ length: size }, (_, i) => 2 * (i % 2)),
}
const finer = {
  name: 'fine',
  classes: ['x', 'y', 'z'],
  labels: Int32Array.from({ length: size }, (_, i) => (i % 4) - 1),
}
const protocol: Protocol = {
  label,
  evaluateLabel: finer,
  train: new Int32Array(),
  query: Int32Array.from({ length: size }, (_, i) => i),
  gallery: null,
  unseenClasses: new Set(),
  severalKinds: new Uint8Array(size),
}

const said: string[] = []
const open = () => {
  said.length = 0
  return openLooks(
    { folder, path: (name) => join(folder, name) },
    { protocol, trunk: null },
    { steps: 400, imagesPerStep: 128, say: (line) => said.push(line) },
  )
}

/** Embeddings of 4 dimensions that move from step to step. */
const seen = (step: number) => {
  const rng = random('looks')
  const embeddings = Float32Array.from({ length: 4 * size }, (_, i) => rng.normal() * (1 + (i % 4)) + step * (i % 3))
  return { embeddings, dimension: 4 }
}

const files = (): Record<string, string> =>
  Object.fromEntries(lookSteps(folder).map((step) => [step, readFileSync(lookPath(folder, step), 'utf8')]))

describe('openLooks', () => {
  it('says what the looks have in common before the first: steps, images a step, and the labels of the sample', () => {
    open()
    const about = readAboutLooks(folder)
    expect(about).toMatchObject({ steps: 400, imagesPerStep: 128 })
    expect(about.label.classes).toEqual(['a', 'b'])
    expect(about.finer).toMatchObject({ name: 'fine', classes: ['x', 'y', 'z'] })
    expect(about.label.of).toHaveLength(1000)
    // 1,000 of 1,500, evenly: rows 0, 1, 3, 4, 6.
    expect(about.label.of.slice(0, 5)).toEqual([0, 1, 1, 0, 0])
    expect(about.finer.of.slice(0, 5)).toEqual([-1, 0, 2, -1, 1])
  })

  it('leaves a picture a look, which moves no more than it must', () => {
    const write = open()
    write(50, seen(0))
    write(100, seen(0.001))
    expect(lookSteps(folder)).toEqual([50, 100])
    const [first, second] = [storedLook(folder, 50, 1000), storedLook(folder, 100, 1000)]
    expect(first.kind).toBe('principal')
    expect(Math.max(...first.xy.map((value, i) => Math.abs(value - second.xy[i]!)))).toBeLessThan(0.05)
    expect(said).toEqual([])
  })

  it('leaves, killed and resumed, the bytes of a training that never was: later looks are written again', () => {
    const write = open()
    for (const step of [50, 100, 150, 200]) write(step, seen(step))
    const straight = files()
    const again = open()
    for (const step of [100, 150, 200]) again(step, seen(step))
    expect(files()).toEqual(straight)
  })

  it('goes on from the last good one where one is damaged', () => {
    const write = open()
    write(50, seen(0))
    write(100, seen(0))
    writeFileSync(lookPath(folder, 100), '{"step":100,"kind":"principal","xy":[1,')
    write(150, seen(0))
    const [first, last] = [storedLook(folder, 50, 1000), storedLook(folder, 150, 1000)]
    expect(Math.max(...first.xy.map((value, i) => Math.abs(value - last.xy[i]!)))).toBeLessThan(2e-4)
  })

  it('tells once that none can be written, and does not fail', () => {
    writeFileSync(join(folder, 'looks'), 'a file in the way')
    const write = open()
    write(50, seen(0))
    write(100, seen(0))
    expect(said).toEqual([expect.stringMatching(/^warning: no picture of the map is kept: .*looks/)])
    expect(lookSteps(folder)).toEqual([])
  })

  it('leaves out a look at embeddings that are no numbers', () => {
    const write = open()
    write(50, { embeddings: new Float32Array(2 * size).fill(Number.NaN), dimension: 2 })
    expect(lookSteps(folder)).toEqual([])
  })
})

describe('readAboutLooks', () => {
  it.each([
    ['nothing', ''],
    ['half of it', '{"format":1,"steps":40'],
    ['another version', '{"format":2}'],
    ['negative steps', '{"format":1,"steps":-4,"imagesPerStep":1}'],
    [
      'a class that is not there',
      '{"format":1,"steps":4,"imagesPerStep":1,"label":{"name":"a","classes":["x"],"of":[1]},"finer":{"name":"a","classes":["x"],"of":[0]}}',
    ],
  ])('names its file where that holds %s', (_, text) => {
    mkdirSync(join(folder, 'looks'))
    writeFileSync(aboutPath(folder), text)
    expect(() => readAboutLooks(folder)).toThrow(aboutPath(folder))
  })
})

describe('storedLook', () => {
  it.each([
    ['half of it', '{"step":50,"kind":"circle","xy":[1,'],
    ['another step', '{"step":60,"kind":"circle","xy":[1,2]}'],
    ['more images', '{"step":50,"kind":"circle","xy":[1,2,3,4]}'],
    ['no numbers', '{"step":50,"kind":"circle","xy":[null,null]}'],
  ])('names its file where that holds %s', (_, text) => {
    mkdirSync(join(folder, 'looks'))
    writeFileSync(lookPath(folder, 50), text)
    expect(() => storedLook(folder, 50, 1)).toThrow(lookPath(folder, 50))
  })
})
