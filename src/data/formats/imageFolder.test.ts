import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { labelLevel } from '../dataset.ts'
import { plant, temporary } from '../images.testing.ts'
import { shared } from '../shared.testing.ts'
import { imageFolder } from './imageFolder.ts'

async function opened(paths: readonly string[]) {
  const root = temporary()
  await plant(root, paths)
  return imageFolder(root)
}

describe('imageFolder', () => {
  it('makes a level of every directory level, and an image that lies less deep keeps its deepest class', async () => {
    const data = await opened([
      'fruit/apple/gala/1.png',
      'fruit/apple/pink/1.png',
      'fruit/apple/2.png',
      'veg/leek/1.png',
    ])
    expect(data.names).toEqual([
      'fruit/apple/2.png',
      'fruit/apple/gala/1.png',
      'fruit/apple/pink/1.png',
      'veg/leek/1.png',
    ])
    expect(data.levels.map(({ name, classes, labels }) => [name, classes, [...labels]])).toEqual([
      ['super', ['fruit', 'veg'], [0, 0, 0, 1]],
      ['coarse', ['fruit/apple', 'veg/leek'], [0, 0, 0, 1]],
      ['fine', ['fruit/apple', 'fruit/apple/gala', 'fruit/apple/pink', 'veg/leek'], [0, 1, 2, 3]],
    ])
    expect(data.splits).toBeNull()
  })

  it('keeps classes of one name in different folders apart', async () => {
    const data = await opened(['milk/brand/1.png', 'juice/brand/1.png'])
    expect(labelLevel(data, 'fine').classes).toEqual(['juice/brand', 'milk/brand'])
  })

  it('names a single level class, and levels beyond three by their number', async () => {
    const one = await opened(['a/1.png', 'b/1.png'])
    expect(one.levels.map(({ name }) => name)).toEqual(['class'])
    const five = await opened(['a/b/c/d/e/1.png'])
    expect(five.levels.map(({ name }) => name)).toEqual(['level1', 'level2', 'super', 'coarse', 'fine'])
    expect(labelLevel(five, 'level4').name).toBe('coarse')
  })

  it('takes train, val and test at the top for splits, with one class list for all', async () => {
    const data = await opened(['train/a/1.png', 'train/b/1.png', 'valid/a/1.png', 'test/b/1.png', 'test/c/1.png'])
    expect(data.names[0]).toBe('test/b/1.png')
    expect(data.splits).toEqual(['test', 'test', 'train', 'train', 'val'])
    expect(data.levels.map(({ classes }) => classes)).toEqual([['a', 'b', 'c']])
    expect([...data.levels[0]!.labels]).toEqual([1, 2, 0, 1, 0])
  })

  it('takes train for a class where another top folder holds images, and only then', async () => {
    const trains = await opened(['train/1.png', 'bus/1.png'])
    expect(trains.splits).toBeNull()
    expect(trains.levels[0]!.classes).toEqual(['bus', 'train'])
    const root = temporary()
    await plant(root, ['train/a/1.png', 'test/a/1.png'])
    await plant(root, ['docs/notes.txt'], 'text')
    expect((await imageFolder(root)).splits).toEqual(['test', 'train'])
  })

  it('lists images that lie outside every class folder', async () => {
    const data = await opened(['a/1.png', 'b/1.png', 'stray.png'])
    expect(data.size).toBe(2)
    expect(data.skipped).toEqual([{ name: 'stray.png', reason: 'lies outside every class folder' }])
    const splits = await opened(['train/a/1.png', 'test/a/1.png', 'test/x.png', 'top.png'])
    expect(splits.splits).toEqual(['test', 'train'])
    expect(splits.skipped.map(({ name }) => name)).toEqual(['test/x.png', 'top.png'])
  })

  it('opens images without any class folder, with no levels', async () => {
    const data = await opened(['1.png', '2.png'])
    expect([data.size, data.levels]).toEqual([2, []])
    expect(() => labelLevel(data, 'fine')).toThrow('images carry no labels here')
  })

  it('takes both ways to store an accented letter for one class', async () => {
    const data = await opened(['train/\u00e9/1.png', 'test/e\u0301/1.png'])
    expect(data.levels[0]!.classes).toEqual(['\u00e9'])
  })

  it('bears the folder name and gives each image its own file', async () => {
    const root = temporary()
    await plant(root, ['a b/c.png'])
    const data = await imageFolder(root)
    expect(data.name).toBe(basename(root))
    expect(data.source(0)).toEqual({ kind: 'file', path: join(root, 'a b', 'c.png') })
    expect(() => data.source(1)).toThrow('no such image, got 1')
  })

  it('fails on a folder without images, naming what was passed over', async () => {
    const root = temporary()
    mkdirSync(join(root, 'empty'))
    await expect(imageFolder(root)).rejects.toThrow('dataset: the folder must hold images')
    await plant(root, ['a/x.bmp'])
    await expect(imageFolder(root)).rejects.toThrow(
      "1 entries were passed over, the first 'a/x.bmp': .bmp images cannot",
    )
  })

  const grocery = shared('data/grocery')
  it.skipIf(!grocery)(
    'reads the Grocery Store photos in three splits: 43 coarse and 81 fine classes, and one that lies at two places',
    async () => {
      const data = await imageFolder(grocery!)
      // Brown-Cap-Mushroom lies in Vegetables/Mushroom/ in one split and in Vegetables/ in another: two paths, two classes.
      expect(data.levels.map(({ name, classes }) => [name, classes.length])).toEqual([
        ['super', 3],
        ['coarse', 43 + 1],
        ['fine', 81 + 1],
      ])
      const count = (split: string) => data.splits!.filter((own) => own === split).length
      expect([count('train'), count('val'), count('test')]).toEqual([2640, 296, 2485])
      expect(data.skipped).toEqual([])
    },
  )
})
