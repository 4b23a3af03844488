import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readJson } from '../files.ts'
import { openRun } from './runFolder.ts'

let folder = ''
beforeEach(() => {
  const scratch = fs.mkdtempSync(join(tmpdir(), 'nearkin-run-'))
  folder = join(scratch, 'runs', 'my first')
  return () => fs.rmSync(scratch, { recursive: true })
})
const config = { seed: 1, loss: { name: 'triplet', margin: 0.2 }, note: undefined }

describe('openRun', () => {
  it('makes the folder, writes the configuration and locks until it is closed', () => {
    const run = openRun(folder, { resume: false, config })
    expect(run.resumed).toBe(false)
    expect(run.path('log.jsonl')).toBe(join(folder, 'log.jsonl'))
    expect(readJson(run.path('config.json'))).toEqual({ seed: 1, loss: { name: 'triplet', margin: 0.2 } })
    expect(() => openRun(folder, { resume: true, config })).toThrow(`process ${process.pid} does`)
    run.close()
    expect(fs.readdirSync(folder)).toEqual(['config.json'])
  })

  it('refuses a folder that holds a run, names both remedies and lets go of the lock', () => {
    openRun(folder, { resume: false, config }).close()
    expect(() => openRun(folder, { resume: false, config })).toThrow(
      `${folder}: a new run needs a folder without one, and this one holds a run, got 'config.json'; go on with it by --resume, or choose another --out`,
    )
    expect(fs.readdirSync(folder)).toEqual(['config.json'])
  })

  it('takes a folder with other files', () => {
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(join(folder, 'notes.txt'), '')
    openRun(folder, { resume: false, config }).close()
    expect(fs.readdirSync(folder)).toEqual(['config.json', 'notes.txt'])
  })

  it('resumes with the same configuration in any order of names', () => {
    openRun(folder, { resume: false, config }).close()
    const run = openRun(folder, { resume: true, config: { loss: { margin: 0.2, name: 'triplet' }, seed: 1 } })
    expect(run.resumed).toBe(true)
    run.close()
  })

  it('refuses to resume with another configuration and names each setting with both values', () => {
    openRun(folder, { resume: false, config }).close()
    const other = { seed: 2, loss: { name: 'triplet', margin: 0.3 }, device: 'webgpu' }
    expect(() => openRun(folder, { resume: true, config: other })).toThrow(
      'these differ: device (not set there, "webgpu" here), loss.margin (0.2 there, 0.3 here), seed (1 there, 2 here); give the same',
    )
    expect(readJson(join(folder, 'config.json'))).toEqual({ seed: 1, loss: { name: 'triplet', margin: 0.2 } })
  })

  it('begins anew where a training was killed before it wrote anything', () => {
    const run = openRun(folder, { resume: true, config })
    expect(run.resumed).toBe(false)
    run.close()
  })

  it('names a configuration that is damaged or missing', () => {
    fs.mkdirSync(join(folder, 'checkpoint'), { recursive: true })
    expect(() => openRun(folder, { resume: true, config })).toThrow(
      `${folder}: a run to resume must have its config.json`,
    )
    fs.writeFileSync(join(folder, 'config.json'), '{"seed":')
    expect(() => openRun(folder, { resume: true, config })).toThrow(
      'config.json: must hold whole JSON, but ends too early',
    )
    fs.writeFileSync(join(folder, 'config.json'), '[]')
    expect(() => openRun(folder, { resume: true, config })).toThrow('config.json: must hold a JSON object')
    expect(fs.existsSync(join(folder, 'lock'))).toBe(false)
  })

  it('removes what a killed process left half written', () => {
    fs.mkdirSync(join(folder, 'checkpoint'), { recursive: true })
    for (const place of ['', 'checkpoint'])
      fs.writeFileSync(join(folder, place, '.nearkin-999999999-00000000-ab.tmp'), '')
    fs.writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
    openRun(folder, { resume: true, config }).close()
    expect(fs.readdirSync(folder).sort()).toEqual(['checkpoint', 'config.json'])
    expect(fs.readdirSync(join(folder, 'checkpoint'))).toEqual([])
  })

  it('names a file that lies where the folder should be', () => {
    const file = join(folder, '../../file')
    fs.writeFileSync(file, '')
    expect(() => openRun(file, { resume: false, config })).toThrow(`${file}: a folder is wanted where a file lies`)
  })
})
