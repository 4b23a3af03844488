import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Curation, LikelyErrors } from '../src/studio/api.ts'
import type { OpenCuration } from '../src/studio/curate/openCuration.ts'
import { openCuration } from '../src/studio/curate/openCuration.ts'
import { openPrepared } from '../src/studio/prepare/openPrepared.ts'
import { prepareRun } from '../src/studio/prepare/prepareRun.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { picture, put, tiny, tree } from './program/tree.ts'

let nearkin: Program
let curation: OpenCuration
let errors: LikelyErrors
let state: Curation
const wrong = 'test/a/x/wrong "one", <b>.png'

/** Two kinds of 16 training images in each of three classes, and among the test images one of c/y that lies in the folder of a/x.
 *  A run is trained and prepared, and the suggestion accepted. */
beforeAll(async () => {
  nearkin = await program()
  const place = nearkin.folder
  const kinds = ['a/x', 'a/y', 'b/x', 'b/y', 'c/x', 'c/y']
  await tree(join(place, 'data/train'), Object.fromEntries(kinds.map((kind) => [kind, 16])))
  await tree(join(place, 'data/test'), Object.fromEntries(kinds.map((kind) => [kind, 2])))
  await put(join(place, `data/${wrong}`), picture('c/y', 99))
  const data = join(place, 'data')
  const run = join(place, 'run')
  const trained = await nearkin.run(['train', data, ...tiny, '--steps', '60', '--out', 'run'])
  expect(trained.code).toBe(0)
  await prepareRun(run, { onProgress: () => {} })
  const prepared = await openPrepared(run)
  errors = await prepared.errors()
  await prepared.close()
  curation = openCuration({ run, given: 'run', program: 'nearkin', changed: () => {} })
  const [first] = errors.errors
  await curation.decide({ do: 'relabel', row: first!.row, label: first!.suggested }, null)
  state = await curation.decide({ do: 'leave out', row: first!.row === 0 ? 1 : 0 }, null)
}, 300_000)
afterAll(() => nearkin.remove())

describe('decisions on a prepared run', () => {
  it('begin with the image that lies in the wrong folder, and the nearest of both classes as evidence', () => {
    const [first] = errors.errors
    expect(first).toMatchObject({ name: wrong, label: 'a', suggested: 'c' })
    expect([first!.own.length, first!.others.length]).toEqual([3, 3])
  })

  it('are trained on by the command that is shown', async () => {
    const [, ...words] = state.command!.split(' ')
    expect(words).toContain('coarse-corrected')
    const trained = await nearkin.run([...words, '--steps', '2'])
    expect([trained.code, trained.err.includes('unexpected')]).toEqual([0, false])
    expect(trained.out).toContain('run: run-curated')
    const config = JSON.parse(readFileSync(join(nearkin.folder, 'run-curated', 'config.json'), 'utf8')) as object
    expect(config).toMatchObject({ label: 'coarse-corrected', evaluateLabel: 'fine', dataset: state.file })
    const listed = await nearkin.run(['datasets', state.file!])
    expect(listed.code).toBe(0)
    expect(listed.out).toMatch(/108 images/)
  })

  it('are taken by nearkin kinds as the labels that were accepted', async () => {
    const found = await nearkin.run(['kinds', 'run', '--accept', state.accepted!, '--out', 'accepted', '--json'])
    expect(found.code).toBe(0)
    const { corrected } = JSON.parse(found.out) as { corrected: number }
    expect(corrected).toBe(1)
  })
})
