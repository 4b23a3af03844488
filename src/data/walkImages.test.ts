import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plant, temporary } from './images.testing.ts'
import { walkImages } from './walkImages.ts'

const namesOf = async (root: string) => (await walkImages(root)).files.map(({ segments }) => segments.join('/'))

describe('walkImages', () => {
  it('finds images of every kind that decodes, in byte order, and ignores other and hidden files', async () => {
    const root = temporary()
    await plant(root, ['b/2.JPG', 'b/10.jpeg', 'B/x.webp', 'é.gif', 'a-b/1.tif', 'a/1.tiff', 'z.avif'])
    await plant(root, ['notes.txt', 'classes.csv', '.DS_Store', 'b/._2.jpg', '.git/x.png', '__MACOSX/b/x.png', 'png'])
    expect(await namesOf(root)).toEqual([
      'B/x.webp',
      'a-b/1.tif',
      'a/1.tiff',
      'b/10.jpeg',
      'b/2.JPG',
      'z.avif',
      'é.gif',
    ])
  })

  it('keeps names with spaces, quotes, brackets and letters of any script', async () => {
    const root = temporary()
    const names = [
      `it's "a" b/one two.png`,
      'a#b?c%20.png',
      'photo [1].png',
      'Ünïcödé/Ω.png',
      '日本/写真.png',
      '🙂.png',
    ]
    await plant(root, names)
    expect((await namesOf(root)).sort()).toEqual([...names].sort())
  })

  it('lists images of formats that cannot be decoded', async () => {
    const root = temporary()
    await plant(root, ['a/1.bmp', 'a/2.HEIC', 'a/3.png'])
    expect((await walkImages(root)).skipped).toEqual([
      { name: 'a/1.bmp', reason: '.bmp images cannot be decoded; convert them to PNG or JPEG' },
      { name: 'a/2.HEIC', reason: '.heic images cannot be decoded; convert them to PNG or JPEG' },
    ])
  })

  it('tells of a folder that is named like an image and holds none; one that holds some is a folder like any other', async () => {
    const root = temporary()
    await plant(root, ['a/1.png', 'b.jpg/1.png'])
    mkdirSync(join(root, 'a', 'x.jpg', 'inside'), { recursive: true })
    mkdirSync(join(root, 'empty'))
    expect(await namesOf(root)).toEqual(['a/1.png', 'b.jpg/1.png'])
    expect((await walkImages(root)).skipped).toEqual([
      { name: 'a/x.jpg', reason: 'a folder without images, and no image' },
    ])
  })

  it('ends where links lead in circles, and reads each folder once, under its own name', async () => {
    const root = temporary()
    await plant(root, ['m/1.png', 'z/1.png'])
    symlinkSync('..', join(root, 'm', 'up'))
    symlinkSync('self', join(root, 'self'))
    symlinkSync('z', join(root, 'a')) // before z in order, yet z is the folder
    symlinkSync('../z', join(root, 'm', 'z'))
    const { files, skipped } = await walkImages(root)
    expect(files.map(({ segments }) => segments.join('/'))).toEqual(['m/1.png', 'z/1.png'])
    expect(skipped.map(({ name }) => name)).toEqual(['a', 'm/up', 'm/z', 'self'])
    expect(skipped[0]!.reason).toBe('a link to a folder that is read already')
    expect(skipped[3]!.reason).toBe('the link leads nowhere (ELOOP)')
  })

  it('follows links to folders and files elsewhere, and lists links that lead nowhere', async () => {
    const root = temporary()
    const other = temporary()
    await plant(other, ['deep/1.png', '2.png'])
    symlinkSync(other, join(root, 'class'))
    symlinkSync(join(other, '2.png'), join(root, 'two.png'))
    symlinkSync(join(other, 'gone.png'), join(root, 'gone.png'))
    symlinkSync(root, join(other, 'back'))
    const { files, skipped } = await walkImages(root)
    expect(files.map(({ segments }) => segments.join('/'))).toEqual(['class/2.png', 'class/deep/1.png', 'two.png'])
    expect(skipped.map(({ name }) => name)).toEqual(['class/back', 'gone.png'])
    expect(skipped[1]!.reason).toBe('the link leads nowhere (ENOENT)')
  })

  it.skipIf(process.platform === 'win32')('never opens a pipe that is named like an image', async () => {
    const root = temporary()
    execFileSync('mkfifo', [join(root, 'pipe.png')])
    expect((await walkImages(root)).skipped).toEqual([{ name: 'pipe.png', reason: 'not a regular file' }])
  })

  it.skipIf(process.getuid?.() === 0)('lists a folder that may not be read', async () => {
    const root = temporary()
    await plant(root, ['a/1.png'])
    mkdirSync(join(root, 'closed'), { mode: 0 })
    const { files, skipped } = await walkImages(root)
    chmodSync(join(root, 'closed'), 0o700)
    expect(files).toHaveLength(1)
    expect(skipped).toEqual([{ name: 'closed', reason: 'the folder cannot be read (EACCES)' }])
  })

  it('fails where the root itself cannot be read', async () => {
    await expect(walkImages(join(temporary(), 'gone'))).rejects.toThrow('dataset: the folder must be readable')
  })
})
