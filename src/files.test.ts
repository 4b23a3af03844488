import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { compile } from './compile.testing.ts'
import { cleanTemporaries, makeFolder, readBytes, readJson, temporaryName, writeAtomically } from './files.ts'
import { processStart } from './processes.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'nearkin-files-'))
  path = join(folder, 'a file.bin')
  return () => fs.rmSync(folder, { recursive: true })
})

const failure = (code: string) => Object.assign(new Error(`${code}: simulated`), { code })
const text = () => fs.readFileSync(path, 'utf8')

describe('writeAtomically', () => {
  it('writes bytes and text, new or over an old file, and leaves nothing else behind', () => {
    writeAtomically(path, new Uint8Array([104, 105]))
    expect(text()).toBe('hi')
    writeAtomically(path, 'é')
    expect(text()).toBe('é')
    writeAtomically(path, '')
    expect(text()).toBe('')
    expect(fs.readdirSync(folder)).toEqual(['a file.bin'])
  })

  it('goes on where the system writes fewer bytes than it was given', () => {
    const slow = {
      ...fs,
      writeSync: ((file: number, bytes: Uint8Array, at: number) =>
        fs.writeSync(file, bytes, at, 1)) as typeof fs.writeSync,
    }
    writeAtomically(path, 'hello', slow)
    expect(text()).toBe('hello')
  })

  it.each([
    'openSync',
    'writeSync',
    'fsyncSync',
    'closeSync',
    'renameSync',
  ] as const)('keeps the old file and removes the temporary one when %s finds the disk full', (call) => {
    fs.writeFileSync(path, 'old')
    const full = {
      ...fs,
      [call]: () => {
        throw failure('ENOSPC')
      },
    }
    expect(() => writeAtomically(path, 'a new one', full)).toThrow(
      `${path}: writing it needs 9 bytes of free disk, got ENOSPC: simulated; the disk is full: free some space`,
    )
    expect(text()).toBe('old')
    expect(fs.readdirSync(folder)).toEqual(['a file.bin'])
  })

  it('removes what was written when the disk fills half way', () => {
    let calls = 0
    const filling = {
      ...fs,
      writeSync: ((file: number, bytes: Uint8Array, at: number) => {
        if (++calls > 2) throw failure('ENOSPC')
        return fs.writeSync(file, bytes, at, 3)
      }) as typeof fs.writeSync,
    }
    expect(() => writeAtomically(path, 'a new one', filling)).toThrow('needs 9 bytes')
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it('names the file and the remedy for a missing folder, a file for a folder, a folder for a file', () => {
    expect(() => writeAtomically(join(folder, 'no/x'), '')).toThrow(
      /no\/x: its folder must exist, got ENOENT.*; make the folder/,
    )
    fs.writeFileSync(path, '')
    expect(() => writeAtomically(join(path, 'x'), '')).toThrow('a folder is wanted where a file lies')
    expect(() => makeFolder(path)).toThrow('a folder is wanted where a file lies')
    expect(() => writeAtomically(folder, '')).toThrow('must be a file to be written')
  })

  it('writes through a symbolic link and keeps the permissions of the file', () => {
    fs.writeFileSync(path, 'old', { mode: 0o600 })
    const link = join(folder, 'link')
    fs.symlinkSync(path, link)
    writeAtomically(link, 'new')
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true)
    expect(text()).toBe('new')
    expect(fs.statSync(path).mode & 0o777).toBe(0o600)
  })

  it('does not mind a file system that cannot sync folders, but reports one that fails to', () => {
    const syncing = (code: string) => ({
      ...fs,
      fsyncSync: (file: number) => {
        if (fs.fstatSync(file).isDirectory()) throw failure(code)
      },
    })
    writeAtomically(path, 'new', syncing('EINVAL'))
    expect(() => writeAtomically(path, 'new', syncing('EIO'))).toThrow('EIO')
  })

  // A real full disk: a file system of 1 MB, mounted where only the child sees it.
  const script = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" "$3" "$1"'
  const canMount = spawnable('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /tmp'])
  it.skipIf(!canMount)(
    'keeps the old file on a disk that is really full (skipped where a disk cannot be mounted)',
    async () => {
      const built = await compile(['files.ts'])
      onTestFinished(() => fs.rmSync(built, { recursive: true }))
      const main = join(built, 'full.mjs')
      fs.writeFileSync(
        main,
        `import { readdirSync, readFileSync } from 'node:fs'
       import { writeAtomically } from './files.js'
       const path = process.argv[2] + '/x'
       writeAtomically(path, 'old')
       let message = ''
       try { writeAtomically(path, new Uint8Array(2_000_000)) } catch (error) { message = error.message }
       console.log(JSON.stringify({ message, kept: readFileSync(path, 'utf8'), names: readdirSync(process.argv[2]) }))`,
      )
      const out = execFileSync('unshare', ['-rm', 'sh', '-c', script, 'sh', folder, process.execPath, main], {
        encoding: 'utf8',
      })
      const { message, kept, names } = JSON.parse(out) as { message: string; kept: string; names: string[] }
      expect(message).toContain('writing it needs 2000000 bytes of free disk, got ENOSPC')
      expect({ kept, names }).toEqual({ kept: 'old', names: ['x'] })
    },
  )
})

describe('readBytes and readJson', () => {
  it('read what was written', () => {
    writeAtomically(path, '\ufeff{"a": [1]}')
    expect(readBytes(path).length).toBe(13)
    expect(readJson(path)).toEqual({ a: [1] })
  })

  it('name the file and what is wrong with it', () => {
    expect(() => readBytes(path)).toThrow(`${path}: the file must exist; check the path`)
    expect(() => readBytes(folder)).toThrow('must be a file, not a folder')
    fs.writeFileSync(path, '{"a": 1,\n"b"')
    expect(() => readJson(path)).toThrow(`${path}: must hold whole JSON, but ends too early at line 2, column 4`)
    fs.writeFileSync(path, '{"a": 1,\nb: 2}')
    expect(() => readJson(path)).toThrow(`${path}: must hold JSON, but stops doing so at line 2, column 1, got 'b: 2}'`)
  })
})

describe('cleanTemporaries', () => {
  it('removes the temporary files of ended processes and nothing else', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    const dead = `.nearkin-${child.pid}-0123abcd-aa.tmp`
    const mine = temporaryName(folder).slice(folder.length + 1)
    const start = processStart(process.pid)
    for (const name of [dead, mine, '.other.tmp', 'x.tmp']) fs.writeFileSync(join(folder, name), '')
    expect(cleanTemporaries(folder)).toEqual([dead])
    expect(fs.readdirSync(folder).sort()).toEqual([mine, '.other.tmp', 'x.tmp'].sort())
    if (start === '') return
    // The same number again, as in a container that was started anew.
    const earlier = `.nearkin-${process.pid}-0123abcd-aa.tmp`
    fs.writeFileSync(join(folder, earlier), '')
    expect(cleanTemporaries(folder)).toEqual([earlier])
  })

  it('has nothing to do in a folder that is not there', () => {
    expect(cleanTemporaries(join(folder, 'no'))).toEqual([])
  })
})

function spawnable(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
