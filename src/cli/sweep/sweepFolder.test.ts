import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSweepFolder } from './sweepFolder.ts'

let out = ''
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'nearkin-sweep-'))
  return () => rmSync(out, { recursive: true })
})
const config = { trials: 3, version: '1.0.0' }
const value = { 'map@r': 0.5, 'recall@1': null }
const open = (resume: boolean, given: object = config) => openSweepFolder(out, { resume, config: { ...given } })

describe('openSweepFolder', () => {
  it('keeps what has ended for who goes on', () => {
    const first = open(false)
    first.record('trials/a', value)
    first.close()
    const second = open(true)
    expect([...second.known]).toEqual([['trials/a', value]])
    second.close()
  })

  it('is for one process at a time', () => {
    const first = open(false)
    expect(() => open(true)).toThrow('one sweep at a time may use a folder')
    first.close()
  })

  it('begins no new one over another, nor over runs', () => {
    open(false).close()
    expect(() => open(false)).toThrow(
      "a new sweep needs a folder without one, and this one holds a sweep or runs, got 'sweep.json'; go on with it by --resume, or choose another --out",
    )
    rmSync(join(out, 'sweep.json'))
    writeFileSync(join(out, 'config.json'), '{}')
    expect(() => open(false)).toThrow("holds a sweep or runs, got 'config.json'")
  })

  it('resumes the same alone: other options and other versions are named', () => {
    open(false).close()
    expect(() => open(true, { trials: 4, version: '2.0.0' })).toThrow(
      'a sweep is resumed as it began, but these differ: trials (3 there, 4 here), version ("1.0.0" there, "2.0.0" here); give the same options again, with the version it began with',
    )
    open(true).close()
  })

  it('says what to do with a damaged folder, and leaves it as it is', () => {
    open(false).close()
    writeFileSync(join(out, 'state.json'), '{"done": {"trials/a": {')
    expect(() => open(true)).toThrow(
      /state\.json: must hold (whole )?JSON, .*; delete it: what has ended is then read from the/,
    )
    writeFileSync(join(out, 'state.json'), '{"done": {"trials/a": 3}}')
    expect(() => open(true)).toThrow(/state\.json: must hold the state of a sweep/)
    rmSync(join(out, 'state.json'))
    open(true).close()
    writeFileSync(join(out, 'sweep.json'), '{')
    expect(() => open(true)).toThrow(/sweep\.json: must hold whole JSON, .*; restore it from a copy/)
    expect(readFileSync(join(out, 'sweep.json'), 'utf8')).toBe('{')
    rmSync(join(out, 'sweep.json'))
    mkdirSync(join(out, 'trials'))
    expect(() => open(true)).toThrow('a sweep to resume must have its sweep.json')
  })
})
