import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plant, temporary } from '../images.testing.ts'
import { protocol } from '../protocol.ts'
import { cars196 } from './cars196.ts'
import { matOf } from './mat.testing.ts'

const classes = Array.from({ length: 196 }, (_, i) => `Make Model ${String(i + 1).padStart(3, '0')} 2012`)
const box = { bbox_x1: 112, bbox_y1: 7, bbox_x2: 853, bbox_y2: 717 }
const ids = [1, 1, 98, 98, 99, 99, 196, 196]

/** `cars_annos.mat` and `car_ims/`: fields relative_im_path, bbox_*, class, test. */
async function annotated(records: readonly Record<string, string | number>[] = standard()): Promise<string> {
  const root = temporary()
  const variables = { annotations: { structs: records }, class_names: classes }
  writeFileSync(join(root, 'cars_annos.mat'), matOf(variables))
  await plant(
    root,
    ids.map((_, i) => `car_ims/00000${i + 1}.jpg`),
  )
  return root
}

const standard = (): Record<string, string | number>[] =>
  ids.map((id, i) => ({ relative_im_path: `car_ims/00000${i + 1}.jpg`, ...box, class: id, test: i % 2 }))

describe('cars196', () => {
  it('reads cars_annos.mat: classes 1 to 98 train, the others are searched among themselves', async () => {
    const root = await annotated()
    const data = await cars196(root)
    expect([data.names[0], data.levels[0]!.classes[195]]).toEqual(['car_ims/000001.jpg', 'Make Model 196 2012'])
    expect([...data.levels[0]!.labels]).toEqual([0, 0, 97, 97, 98, 98, 195, 195])
    expect(data.source(7)).toEqual({ kind: 'file', path: join(root, 'car_ims/000008.jpg') })
    const { train, query, gallery } = protocol(data, Int32Array.from(Array(8).keys()), { seed: 0 })
    expect([[...train], [...query], gallery]).toEqual([[0, 1, 2, 3], [4, 5, 6, 7], null])
  })

  it('reads the devkit with the labels of its test images', async () => {
    const root = temporary()
    mkdirSync(join(root, 'devkit'))
    const write = (name: string, variables: Parameters<typeof matOf>[0]): void =>
      writeFileSync(join(root, name), matOf(variables))
    write('devkit/cars_meta.mat', { class_names: classes })
    const part = (own: readonly number[]) => ({
      annotations: { structs: own.map((id, i) => ({ ...box, class: id, fname: `0000${i + 1}.jpg` })) },
    })
    write('devkit/cars_train_annos.mat', part([1, 99]))
    await plant(root, ['cars_train/00001.jpg', 'cars_train/00002.jpg', 'cars_test/00001.jpg'])
    await expect(cars196(root)).rejects.toThrow('cars_test_annos_withlabels.mat must lie in devkit/ or beside it')
    write('cars_test_annos_withlabels.mat', part([196, 2]))
    const data = await cars196(root)
    expect([data.names, data.splits]).toEqual([
      ['cars_train/00001.jpg', 'cars_train/00002.jpg', 'cars_test/00001.jpg'],
      ['train', 'test', 'test'],
    ])
    expect(data.skipped).toEqual([{ name: 'cars_test/00002.jpg', reason: 'the file is missing' }])
    write('cars_test_annos_withlabels.mat', { annotations: { structs: [{ ...box, fname: '00001.jpg' }] } })
    await expect(cars196(root)).rejects.toThrow("annotation 1: must have a class from 1 to 196, got 'none'")
  })

  it('reads a folder for each class, in train/ and test/ or not, and only where all 196 are there', async () => {
    const root = temporary()
    await plant(
      root,
      classes.map((name, i) => `${i % 2 ? 'train' : 'test'}/${name}/1.jpg`),
    )
    const data = await cars196(root)
    expect([data.size, data.levels[0]!.classes]).toEqual([196, classes])
    const trained = data.names.filter((_, i) => data.splits![i] === 'train').map((name) => name.split('/')[1])
    expect(trained.sort()).toEqual(classes.slice(0, 98))
    rmSync(join(root, 'test', classes[0]!), { recursive: true })
    await expect(cars196(root)).rejects.toThrow(
      `images in a folder for each of the 196 classes, got '195 such folders in '${root}''; complete the copy`,
    )
  })

  it('fails on annotations that cannot be right, naming which', async () => {
    const [first, ...rest] = standard()
    const cases: [Record<string, string | number>[], string][] = [
      [[{ ...first!, class: 197 }], 'annotation 1: must have a class from 1 to 196, got 197'],
      [[first!, first!, ...rest], 'annotation 2: an image must stand once'],
      [[{ ...first!, relative_im_path: '../../x.jpg' }], 'annotation 1: a path must stay inside'],
      [[{ ...first!, relative_im_path: 5 }], 'annotation 1: must have the text relative_im_path'],
      [[], 'must hold structs annotations'],
    ]
    for (const [records, message] of cases) await expect(cars196(await annotated(records))).rejects.toThrow(message)
    await expect(cars196('')).rejects.toThrow('write cars196:DIRECTORY')
  })
})
