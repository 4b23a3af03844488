import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImageSource } from './dataset.ts'
import { fingerprint } from './fingerprint.ts'
import { plain, temporary } from './images.testing.ts'

const path = (content: Uint8Array | string): string => {
  const path = join(temporary(), 'image')
  fs.writeFileSync(path, content)
  return path
}
const ofFile = (path: string) => fingerprint({ kind: 'file', path })

describe('fingerprint', () => {
  it('stays where a file is moved, and changes with its content, its length and its time', async () => {
    const one = path(await plain(8, 8, '#202020'))
    const before = await ofFile(one)
    const moved = join(temporary(), 'elsewhere')
    fs.renameSync(one, moved)
    expect(await ofFile(moved)).toBe(before)
    fs.utimesSync(moved, 1e9, 1e9)
    expect(await ofFile(moved)).not.toBe(before)
    expect(new Set([await ofFile(path('a')), await ofFile(path('aa')), await ofFile(path(''))]).size).toBe(3)
  })

  it('knows an image of the same size that was given the time of the old one', async () => {
    const [one, other] = [path(await plain(8, 8, '#202020')), path(await plain(8, 8, '#212121'))]
    expect(fs.statSync(one).size).toBe(fs.statSync(other).size)
    for (const file of [one, other]) fs.utimesSync(file, 1e9, 1e9)
    expect(await ofFile(one)).not.toBe(await ofFile(other))
  })

  it('is a hash of all bytes that come out of an archive, and of all pixels with their form', async () => {
    const bytes = (content: string): ImageSource => ({
      kind: 'bytes',
      read: async () => new TextEncoder().encode(content),
    })
    const long = 'x'.repeat(10_000)
    expect(await fingerprint(bytes(`a${long}`))).toBe(await fingerprint(bytes(`a${long}`)))
    expect(await fingerprint(bytes(`a${long}`))).not.toBe(await fingerprint(bytes(`b${long}`)))
    const grey = (width: number, height: number): ImageSource => ({
      kind: 'grey',
      pixels: new Uint8Array(8),
      width,
      height,
    })
    expect(await fingerprint(grey(4, 2))).not.toBe(await fingerprint(grey(2, 4)))
  })

  it('tells what cannot be read from what can', async () => {
    expect(await ofFile(join(temporary(), 'no'))).toBe('unreadable ENOENT')
    const failing: ImageSource = { kind: 'bytes', read: () => Promise.reject(new Error('damaged')) }
    expect(await fingerprint(failing)).toBe('unreadable ')
  })
})
