import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plant, temporary } from '../images.testing.ts'
import { protocol } from '../protocol.ts'
import { cub } from './cub.ts'

const birds = [
  ['001.Black_footed_Albatross', 'Black_Footed_Albatross_0046_18.jpg'],
  ['001.Black_footed_Albatross', 'Black_Footed_Albatross_0009_34.jpg'],
  ['002.Laysan_Albatross', 'Laysan_Albatross_0003_1033.jpg'],
  ['002.Laysan_Albatross', 'Laysan_Albatross_0082_524.jpg'],
  ['101.White_Pelican', 'White_Pelican_0024_96185.jpg'],
  ['101.White_Pelican', 'White_Pelican_0075_97057.jpg'],
  ['200.Common_Yellowthroat', 'Common_Yellowthroat_0049_190708.jpg'],
  ['200.Common_Yellowthroat', 'Common_Yellowthroat_0090_190503.jpg'],
] as const

const idOf = (bird: string): number => Number(bird.slice(0, 3))

/** A copy in the format of the archive: lists with one space between number and value, ids from 1. */
async function copy(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = temporary()
  const lines = (values: readonly string[]): string => values.map((value, i) => `${i + 1} ${value}\n`).join('')
  const lists: Readonly<Record<string, string>> = {
    'images.txt': lines(birds.map((bird) => bird.join('/'))),
    'image_class_labels.txt': lines(birds.map(([bird]) => String(idOf(bird)))),
    'train_test_split.txt': lines(birds.map((_, i) => String(i % 2))),
    'classes.txt': [...new Set(birds.map(([bird]) => bird))].map((bird) => `${idOf(bird)} ${bird}\n`).join(''),
    'bounding_boxes.txt': lines(birds.map(() => '60.0 27.0 325.0 304.0')),
  }
  for (const [name, text] of Object.entries({ ...lists, ...changes })) writeFileSync(join(root, name), text)
  mkdirSync(join(root, 'attributes'))
  writeFileSync(join(root, 'attributes/class_attribute_labels_continuous.txt'), '0 1\n')
  await plant(
    root,
    birds.map((bird) => `images/${bird.join('/')}`),
  )
  return root
}

describe('cub', () => {
  it('reads the lists of the archive: classes 1 to 100 train, the others are searched among themselves', async () => {
    const root = await copy()
    const data = await cub(root)
    expect(data.names[0]).toBe('001.Black_footed_Albatross/Black_Footed_Albatross_0046_18.jpg')
    expect(data.source(7)).toEqual({ kind: 'file', path: join(root, 'images', birds[7].join('/')) })
    expect(data.levels.map(({ name, classes, labels }) => [name, classes.length, [...labels]])).toEqual([
      ['class', 4, [0, 0, 1, 1, 2, 2, 3, 3]],
    ])
    expect(data.skipped).toEqual([])
    expect(data.protocol).toMatchObject({ imageSize: 224, classesPerBatch: 56, samplesPerClass: 2, steps: 7800 })
    const divided = protocol(data, Int32Array.from(Array(8).keys()), { seed: 0 })
    expect([divided.label.name, [...divided.train], [...divided.query], divided.gallery]).toEqual([
      'class',
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      null,
    ])
    expect(divided.unseenClasses).toEqual(new Set([2, 3]))
  })

  it('finds the folder of the archive in the one that is named', async () => {
    const root = await copy()
    const outer = temporary()
    mkdirSync(join(outer, 'x'))
    await expect(cub(outer)).rejects.toThrow(
      `cub: the folder must hold images.txt, image_class_labels.txt, classes.txt, got '${outer}'; images.txt, image_class_labels.txt, classes.txt are missing`,
    )
    const { renameSync } = await import('node:fs')
    renameSync(root, join(outer, 'CUB_200_2011'))
    mkdirSync(root) // as the test's end removes it
    expect((await cub(outer)).size).toBe(8)
    rmSync(join(outer, 'CUB_200_2011/classes.txt'))
    await expect(cub(outer)).rejects.toThrow('classes.txt is missing')
  })

  it('lists the images that are missing, and fails where all are', async () => {
    const root = await copy()
    rmSync(join(root, 'images/002.Laysan_Albatross'), { recursive: true })
    const data = await cub(root)
    expect([data.size, data.skipped.length, data.skipped[0]]).toEqual([
      6,
      2,
      { name: birds[2].join('/'), reason: 'the file is missing' },
    ])
    rmSync(join(root, 'images'), { recursive: true })
    await expect(cub(root)).rejects.toThrow('of the 8 images that are listed, one at least must be there')
  })

  it('fails, naming file and line, where the lists do not fit together', async () => {
    const cases: [Readonly<Record<string, string>>, string][] = [
      [{ 'images.txt': '1 a/1.jpg\n2\n' }, "images.txt: line 2: must read <image_id> <image_name>, got '2'"],
      [{ 'images.txt': '1 a/1.jpg\n1 a/2.jpg\n' }, 'images.txt: line 2: a number must stand once'],
      [{ 'images.txt': '1 ../../secret.jpg\n' }, 'images.txt: line 1: a path must stay inside'],
      [{ 'image_class_labels.txt': '1 1\n' }, 'image 2 (line 2 of images.txt) has none'],
      [{ 'classes.txt': '1 001.Black_footed_Albatross\n' }, 'line 3: the class must stand in classes.txt, got 2'],
    ]
    for (const [changes, message] of cases) await expect(cub(await copy(changes))).rejects.toThrow(message)
    await expect(cub('')).rejects.toThrow('write cub:DIRECTORY')
  })

  it('takes lists that were saved by an editor: a byte order mark, CRLF, blank lines', async () => {
    const data = await cub(
      await copy({
        'images.txt': `\ufeff\r\n${birds.map((bird, i) => `${i + 1} ${bird.join('/')}\r\n`).join('\r\n')}`,
      }),
    )
    expect(data.size).toBe(8)
    const root = await copy()
    writeFileSync(join(root, 'images.txt'), Buffer.from([0x31, 0x20, 0xe9, 0x0a]))
    await expect(cub(root)).rejects.toThrow('images.txt: the file must be text in UTF-8')
  })
})
