import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openLog, readLog } from './log.ts'

let path = ''
beforeEach(() => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'nearkin-log-'))
  path = join(folder, 'log.jsonl')
  return () => fs.rmSync(folder, { recursive: true })
})
const text = () => fs.readFileSync(path, 'utf8')

describe('openLog', () => {
  it('appends one object a line, at once and over several openings', () => {
    const log = openLog(path)
    log.append({ step: 1, loss: 0.5, note: 'two\nlines' })
    expect(readLog(path)).toEqual([{ step: 1, loss: 0.5, note: 'two\nlines' }])
    log.close()
    const again = openLog(path)
    again.append({ step: 2, loss: Number.NaN })
    again.sync()
    again.close()
    again.close()
    expect(text()).toBe('{"step":1,"loss":0.5,"note":"two\\nlines"}\n{"step":2,"loss":null}\n')
    expect(() => again.append({ step: 3 })).toThrow('the log must be open')
  })

  it('drops on resume what came after the checkpoint, so that no step stands twice', () => {
    fs.writeFileSync(path, '{"event": "start"}\n{"step":100}\n{"step":200}\n{"step":300}\n{"step":4')
    const log = openLog(path, { resumeAfterStep: 200 })
    log.append({ step: 300, again: true })
    log.close()
    expect(text()).toBe('{"event": "start"}\n{"step":100}\n{"step":200}\n{"step":300,"again":true}\n')
    openLog(path, { resumeAfterStep: 0 }).close()
    expect(text()).toBe('{"event": "start"}\n')
  })

  it('drops a last line that was cut off, and completes one that lacks only its end', () => {
    fs.writeFileSync(path, '{"step":1}\n{"step":2,"lo')
    let log = openLog(path)
    log.append({ step: 2 })
    log.close()
    expect(text()).toBe('{"step":1}\n{"step":2}\n')
    fs.writeFileSync(path, '{"step":1}\n{"step":2}')
    log = openLog(path)
    log.append({ step: 3 })
    log.close()
    expect(readLog(path)).toEqual([{ step: 1 }, { step: 2 }, { step: 3 }])
  })

  it('does not touch a log of which nothing is to be dropped', () => {
    fs.writeFileSync(path, '{"step":1}\n')
    const { ino } = fs.statSync(path)
    openLog(path, { resumeAfterStep: 1 }).close()
    expect(fs.statSync(path).ino).toBe(ino)
  })

  it('names a folder that is not there', () => {
    expect(() => openLog(join(path, 'no/log.jsonl'))).toThrow('its folder must exist')
  })

  it.skipIf(!fs.existsSync('/dev/full'))('says that the disk is full', () => {
    const log = openLog('/dev/full')
    expect(() => log.append({ step: 1 })).toThrow('/dev/full: writing it needs 11 bytes of free disk')
  })
})

describe('readLog', () => {
  it('leaves out a last line that was cut off, also one that a loss of power filled with zeros', () => {
    fs.writeFileSync(path, '{"step":1}\n{"step":')
    expect(readLog(path)).toEqual([{ step: 1 }])
    fs.writeFileSync(path, '{"step":1}\n\0\0\0\0')
    expect(readLog(path)).toEqual([{ step: 1 }])
    fs.writeFileSync(path, '')
    expect(readLog(path)).toEqual([])
  })

  it('names a damaged line before the last, and a missing file', () => {
    fs.writeFileSync(path, '{"step":1}\n{"step":\n{"step":3}\n')
    expect(() => readLog(path)).toThrow(
      `${path}:2: must hold whole JSON, but ends too early at line 1, column 9; delete this line`,
    )
    fs.writeFileSync(path, '7\n{"step":3}\n')
    expect(() => readLog(path)).toThrow(`${path}:1: must hold a JSON object, got '7'`)
    expect(() => readLog(`${path}.no`)).toThrow('the file must exist')
  })
})
