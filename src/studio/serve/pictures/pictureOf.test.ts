import { cpSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeWhole } from '../../../data/decodeWhole.ts'
import { patterned } from '../../../data/images.testing.ts'
import { temporaryFolder } from '../studio.testing.ts'
import { openPictures } from './pictureOf.ts'
import { placeInDataset } from './placeInDataset.ts'

/** A dataset of three images in a folder, with something secret beside it. */
async function photos() {
  const top = temporaryFolder()
  const folder = join(top, 'photos')
  mkdirSync(join(folder, 'cat'), { recursive: true })
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, 'cat', `${name}.png`), await patterned(40, 30, 1))
  writeFileSync(join(top, 'secret.png'), await patterned(40, 30, 2))
  const pictureOf = openPictures()
  const show = (name: string, dataset = folder) =>
    pictureOf({ dataset, path: join(folder, 'cat', name), image: 0, name })
  return { top, folder, show, at: (name: string) => join(folder, 'cat', name) }
}

async function sizeOf(picture: Uint8Array): Promise<[width: number, height: number]> {
  const { width, height } = await decodeWhole({ kind: 'bytes', read: async () => picture }, 3)
  return [width, height]
}

describe('an image of a dataset', () => {
  it('is shown as WebP of at most 1,024 pixels a side', async () => {
    const { show, at } = await photos()
    writeFileSync(at('large.png'), await patterned(2000, 1000, 1))
    const large = await show('large.png')
    expect(Buffer.from(large.subarray(8, 12)).toString()).toBe('WEBP')
    expect(await sizeOf(large)).toEqual([1024, 512])
    expect(await sizeOf(await show('a.png'))).toEqual([40, 30])
  })

  it('that is gone, moved, replaced by text, cut off or empty is a complaint in words', async () => {
    const { show, at } = await photos()
    rmSync(at('a.png'))
    await expect(show('a.png')).rejects.toThrow(/a\.png: the image is not there any more; put it back/)
    writeFileSync(at('b.png'), 'this was an image')
    await expect(show('b.png')).rejects.toThrow(/must be a whole image/)
    truncateSync(at('c.png'), 60)
    await expect(show('c.png')).rejects.toThrow(/must be a whole image/)
    truncateSync(at('c.png'), 0)
    await expect(show('c.png')).rejects.toThrow(/must be a whole image/)
    mkdirSync(at('d.png'))
    await expect(show('d.png')).rejects.toThrow(/must be a file/)
  })

  it('is not shown through a link that leads out of the dataset, nor through a folder that does', async () => {
    const { top, folder, show, at } = await photos()
    symlinkSync(join(top, 'secret.png'), at('link.png'))
    await expect(show('link.png')).rejects.toThrow(/is a link that leads out of/)
    symlinkSync(top, join(folder, 'cat', 'out'))
    await expect(show('out/secret.png')).rejects.toThrow(/leads out of/)
    await expect(show('../../secret.png')).rejects.toThrow(/leads out of/)
    symlinkSync(at('a.png'), at('inside.png'))
    expect((await show('inside.png')).length).toBeGreaterThan(0)
  })

  it('is shown where the dataset itself is reached by a link', async () => {
    const { top, folder } = await photos()
    symlinkSync(folder, join(top, 'here'))
    const path = join(top, 'here', 'cat', 'a.png')
    expect(await placeInDataset(join(top, 'here'), path)).toBe(join(folder, 'cat', 'a.png'))
  })

  it('that a manifest names outside of its folder is held to the folder it is named in', async () => {
    const { top, folder, at } = await photos()
    mkdirSync(join(top, 'lists'))
    const list = join(top, 'lists', 'list.csv')
    writeFileSync(list, '')
    expect(await placeInDataset(list, at('a.png'))).toBe(at('a.png'))
    symlinkSync(join(top, 'secret.png'), at('link.png'))
    await expect(placeInDataset(list, at('link.png'))).rejects.toThrow(/leads out of/)
    symlinkSync(folder, join(top, 'lists', 'photos'))
    await expect(placeInDataset(list, join(top, 'lists', 'photos', 'cat', 'a.png'))).rejects.toThrow(/leads out of/)
  })

  it('of a dataset that is gone says so', async () => {
    const { folder, show } = await photos()
    cpSync(folder, `${folder}-copy`, { recursive: true })
    rmSync(folder, { recursive: true })
    await expect(show('a.png')).rejects.toThrow(/the dataset is not there any more/)
    rmSync(`${folder}-copy`, { recursive: true })
  })

  it('that lies in no file of its own is read by the dataset, and is another where that has changed', async () => {
    const pictureOf = openPictures()
    const digit = { dataset: 'mnist:', path: null, image: 5, name: 'train/00005' }
    expect(await sizeOf(await pictureOf(digit))).toEqual([28, 28])
    await expect(pictureOf({ ...digit, name: 'train/00006' })).rejects.toThrow(
      /has another image where 'train\/00006' was/,
    )
  })
})
