import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { stepOf } from './events/event.ts'
import { readTfRecords } from './events/tfRecord.ts'
import { eventsName, openEvents } from './openEvents.ts'

let path = ''
beforeEach(() => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'nearkin-events-'))
  path = join(folder, eventsName)
  return () => fs.rmSync(folder, { recursive: true })
})

/** Written by Google's protobuf 4.21 for Python from the fields of event.proto and summary.proto, framed and checked by a
 *  program of some lines that computes CRC-32C bit by bit. */
const version = '1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe9'
const step300 =
  '2800000000000000ff70164a0900006040fc54d94110ac022a1a0a0b0a046c6f737315cdcccc3d0a0b0a0472617465150000000063853ba6'

const hex = () => fs.readFileSync(path).toString('hex')
const steps = () => readTfRecords(fs.readFileSync(path), path).map(stepOf)

/** A clock that shows these times, one after the other. */
const clock = (...times: number[]) => {
  let at = 0
  return () => times[at++]!
}

describe('openEvents', () => {
  it('writes byte for byte what another writer of the format writes', () => {
    const log = openEvents(path, { now: clock(1700000000.25, 1700000001.5) })
    log.append({ step: 300, loss: 0.1, alarm: 'words are not numbers', rate: 0 })
    log.sync()
    expect(hex()).toBe(version + step300)
    log.close()
    log.close()
    expect(() => log.append({ step: 301, loss: 1 })).toThrow('the event file must be open')
  })

  it('goes on in the same file, which begins but once', () => {
    openEvents(path, { now: clock(1700000000.25) }).close()
    const { ino } = fs.statSync(path)
    const log = openEvents(path, { now: clock(1700000001.5) })
    log.append({ step: 300, loss: 0.1, rate: 0 })
    log.close()
    expect(hex()).toBe(version + step300)
    expect(fs.statSync(path).ino).toBe(ino)
  })

  it('leaves out entries without a step or a finite number', () => {
    const log = openEvents(path, { now: clock(1700000000.25) })
    log.append({ loss: 1 })
    log.append({ step: 1, alarm: 'said' })
    log.append({ step: 2, loss: Number.NaN })
    log.close()
    expect(hex()).toBe(version)
  })

  it('drops on resume what came after the checkpoint, so that no step stands twice', () => {
    const log = openEvents(path)
    for (const step of [100, 200, 300]) log.append({ step, loss: step })
    log.close()
    const again = openEvents(path, { resumeAfterStep: 200 })
    expect(steps()).toEqual([0, 100, 200])
    again.append({ step: 300, loss: 3 })
    again.close()
    expect(steps()).toEqual([0, 100, 200, 300])
  })

  it('drops a last event that was cut off at any byte, or that a loss of power filled with zeros', () => {
    const whole = Buffer.from(version + step300, 'hex')
    const first = version.length / 2
    for (let length = first; length < whole.length; length++) {
      fs.writeFileSync(path, whole.subarray(0, length))
      openEvents(path).close()
      expect(hex()).toBe(version)
    }
    fs.writeFileSync(path, Buffer.concat([whole, new Uint8Array(500)]))
    openEvents(path).close()
    expect(hex()).toBe(version + step300)
    fs.writeFileSync(path, whole.subarray(0, 5))
    openEvents(path, { now: clock(1700000000.25) }).close()
    expect(hex()).toBe(version)
  })

  it('names a file that is damaged in its midst, or no event file', () => {
    const bytes = Buffer.from(version + step300, 'hex')
    for (const at of [3, 9, 20, bytes.length - 2]) {
      const damaged = Buffer.from(bytes)
      damaged[at]! ^= 1
      fs.writeFileSync(path, damaged)
      expect(() => openEvents(path)).toThrow(/the record at byte \d+ must match its checksum; delete the file/)
      expect(fs.readFileSync(path)).toEqual(damaged)
    }
    fs.writeFileSync(path, 'some text that is no event')
    expect(() => openEvents(path)).toThrow('the record at byte 0 must match its checksum')
  })

  it('names a folder that is not there', () => {
    expect(() => openEvents(join(path, 'no', eventsName))).toThrow('its folder must exist')
  })

  it.skipIf(!fs.existsSync('/dev/full'))('says that the disk is full', () => {
    expect(() => openEvents('/dev/full')).toThrow('/dev/full: writing it needs 40 bytes of free disk')
  })
})
