import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compile } from './compile.testing.ts'
import { isLocked, lockFolder as lockFor } from './lock.ts'
import { processStart } from './processes.ts'

const words = { use: 'one training at a time may use a run folder', instead: 'choose another --out' }
const lockFolder = (path: string) => lockFor(path, words)

let folder = ''
let lock = ''
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'nearkin-lock-'))
  lock = join(folder, 'lock')
  return () => fs.rmSync(folder, { recursive: true })
})

/** Writes a lock, or a claim on one, as another process would have left it. */
function left(path: string, owner: { pid?: number; host?: string; start?: string; token?: string }): void {
  fs.writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), start: '', token: 'aa', ...owner }))
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid!
}

describe('lockFolder', () => {
  it('holds the folder until it is released, and leaves nothing behind', () => {
    const held = lockFolder(folder)
    const { pid, host, start } = JSON.parse(fs.readFileSync(lock, 'utf8')) as Record<string, unknown>
    expect({ pid, host, start }).toEqual({ pid: process.pid, host: hostname(), start: processStart(process.pid) })
    expect(() => lockFolder(folder)).toThrow(
      `${folder}: one training at a time may use a run folder, and process ${process.pid} does; wait for it, end it, or choose another --out`,
    )
    expect(fs.readdirSync(folder)).toEqual(['lock'])
    held.release()
    held.release()
    expect(fs.readdirSync(folder)).toEqual([])
    lockFolder(folder).release()
  })

  it('takes over from a process that was killed, and from claims that died in their turn', async () => {
    const pid = await deadPid()
    left(lock, { pid, token: 'aa' })
    left(`${lock}.aa`, { pid, token: 'bb' })
    left(`${lock}.bb`, { pid, token: 'cc' })
    const held = lockFolder(folder)
    expect(fs.readdirSync(folder)).toEqual(['lock'])
    held.release()
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it.skipIf(processStart(process.pid) === '')('takes over where the number now belongs to another process', () => {
    left(lock, { pid: process.pid, start: '00000000' })
    lockFolder(folder).release()
  })

  it('leaves the folder to a process that runs, and to one that is just taking over', async () => {
    left(lock, { pid: process.ppid })
    expect(() => lockFolder(folder)).toThrow(`process ${process.ppid} does`)
    left(lock, { pid: await deadPid(), token: 'aa' })
    left(`${lock}.aa`, { pid: process.ppid, token: 'bb' })
    expect(() => lockFolder(folder)).toThrow(`process ${process.ppid} does`)
    expect(fs.readdirSync(folder)).toEqual(['lock', 'lock.aa'])
  })

  it('cannot know about another machine, and says so', async () => {
    left(lock, { pid: await deadPid(), host: 'elsewhere' })
    expect(() => lockFolder(folder)).toThrow(
      /on elsewhere does; wait for it, choose another --out, or delete .*lock if you know/,
    )
  })

  it('asks for help with a lock that tells nothing', () => {
    fs.writeFileSync(lock, '')
    expect(() => lockFolder(folder)).toThrow(`${lock}: must tell which process holds the folder`)
  })

  it('does not release the lock of somebody who was told to delete it and took the folder', () => {
    const held = lockFolder(folder)
    left(lock, { pid: process.ppid })
    held.release()
    expect(fs.existsSync(lock)).toBe(true)
  })

  it('names a folder that is not there', () => {
    expect(() => lockFolder(join(folder, 'no'))).toThrow('its folder must exist')
  })
})

describe('lockFolder between processes', () => {
  let main = ''
  beforeAll(async () => {
    const built = await compile(['lock.ts'])
    main = join(built, 'main.mjs')
    // Says that it is there, tries at the first word from above, and keeps what it got until the second.
    fs.writeFileSync(
      main,
      `import { once } from 'node:events'
       import { lockFolder } from './lock.js'
       console.log('ready')
       await once(process.stdin, 'data')
       let got = 'lost'
       try { lockFolder(process.argv[2], ${JSON.stringify(words)}); got = 'won' } catch (error) { if (!/one training at a time/.test(error.message)) got = error.message }
       console.log(got)
       await once(process.stdin, 'data')
       process.exit()`,
    )
    return () => fs.rmSync(built, { recursive: true })
  })

  it('gives the folder to exactly one of several that take over at once after a kill', async () => {
    const pid = await deadPid()
    for (let round = 0; round < 3; round++) {
      left(lock, { pid, token: 'aa' })
      if (round === 1) left(`${lock}.aa`, { pid, token: 'bb' })
      const children = Array.from({ length: 6 }, () => spawn(process.execPath, [main, folder]))
      const answers = async () =>
        (await Promise.all(children.map(({ stdout }) => once(stdout, 'data')))).map(String).sort()
      const tell = () => {
        for (const { stdin } of children) stdin.write('go')
      }
      expect(new Set(await answers())).toEqual(new Set(['ready\n']))
      tell()
      expect(await answers()).toEqual(['lost\n', 'lost\n', 'lost\n', 'lost\n', 'lost\n', 'won\n'])
      const ended = Promise.all(children.map((child) => once(child, 'exit')))
      tell()
      await ended
      // The winner let go when it exited.
      expect(fs.readdirSync(folder)).toEqual([])
    }
  })
})

describe('isLocked', () => {
  it('tells whether a process that runs holds the folder', async () => {
    expect(isLocked(folder)).toBe(false)
    const held = lockFolder(folder)
    expect(isLocked(folder)).toBe(true)
    held.release()
    expect(isLocked(folder)).toBe(false)
    left(lock, { pid: await deadPid() })
    expect(isLocked(folder)).toBe(false)
    left(lock, { host: 'elsewhere' })
    expect(isLocked(folder)).toBe(false)
  })

  it("takes a lock that does not tell for nobody's where that is asked at once, and for an error otherwise", () => {
    fs.writeFileSync(lock, '')
    expect(isLocked(folder, { atOnce: true })).toBe(false)
    expect(() => isLocked(folder)).toThrow(/must tell which process holds the folder/)
    fs.rmSync(lock)
    const held = lockFolder(folder)
    expect(isLocked(folder, { atOnce: true })).toBe(true)
    held.release()
  })
})
