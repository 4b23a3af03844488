import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkBenchmark } from './checkBenchmark.ts'
import { type Benchmark, benchmarks } from './formats/benchmarks.ts'
import { cub } from './formats/cub.ts'
import { mnist } from './formats/mnist.ts'
import { sop } from './formats/sop.ts'
import { plant, temporary } from './images.testing.ts'
import { openDataset } from './open.ts'

const sample: Benchmark = {
  ...benchmarks.find(({ prefix }) => prefix === 'cub')!,
  images: 4,
  classes: { class: 2 },
  parts: { train: [2, 1], test: [2, 1] },
}

async function birds(): Promise<string> {
  const root = temporary()
  const images = ['001.A/1.jpg', '001.A/2.jpg', '101.B/1.jpg', '101.B/2.jpg']
  const lines = (values: readonly unknown[]): string => values.map((value, i) => `${i + 1} ${value}\n`).join('')
  writeFileSync(join(root, 'images.txt'), lines(images))
  writeFileSync(join(root, 'image_class_labels.txt'), lines([1, 1, 101, 101]))
  writeFileSync(join(root, 'classes.txt'), '1 001.A\n101 101.B\n')
  await plant(
    root,
    images.map((image) => `images/${image}`),
  )
  return root
}

describe('checkBenchmark', () => {
  it('finds a whole copy complete, and says so of the MNIST that is installed', async () => {
    expect(await checkBenchmark(await cub(await birds()), sample)).toEqual({
      counts: [
        { what: 'images', published: 4, found: 4 },
        { what: 'classes of class', published: 2, found: 2 },
        { what: 'train images', published: 2, found: 2 },
        { what: 'train classes of class', published: 1, found: 1 },
        { what: 'test images', published: 2, found: 2 },
        { what: 'test classes of class', published: 1, found: 1 },
      ],
      missing: [],
      extra: [],
      complete: true,
    })
    const digits = benchmarks.find(({ prefix }) => prefix === 'mnist')!
    expect((await checkBenchmark(await mnist(''), digits)).complete).toBe(true)
  })

  it('names what is missing, what is beside the lists, and counts what is left', async () => {
    const root = await birds()
    rmSync(join(root, 'images/101.B/2.jpg'))
    await plant(root, ['images/001.A/new.jpg', 'images/999.C/1.jpg', 'segmentations/001.A/1.png'])
    const check = await checkBenchmark(await cub(root), sample)
    expect(check).toMatchObject({
      missing: [{ name: '101.B/2.jpg', reason: 'the file is missing' }],
      extra: ['001.A/new.jpg', '999.C/1.jpg'],
      complete: false,
    })
    expect(check.counts.filter(({ published, found }) => published !== found)).toEqual([
      { what: 'images', published: 4, found: 3 },
      { what: 'test images', published: 2, found: 1 },
    ])
  })

  it('looks for others in the folders of the lists alone, where images lie beside other things', async () => {
    const root = temporary()
    const heading = 'image_id class_id super_class_id path\n'
    writeFileSync(join(root, 'Ebay_train.txt'), `${heading}1 1 1 bicycle_final/1_0.JPG\n`)
    writeFileSync(join(root, 'Ebay_test.txt'), `${heading}2 2 1 bicycle_final/2_0.JPG\n`)
    await plant(root, ['bicycle_final/1_0.JPG', 'bicycle_final/2_0.JPG', 'bicycle_final/3_0.JPG', 'mine/x.jpg'])
    const products = benchmarks.find(({ prefix }) => prefix === 'sop')!
    expect((await checkBenchmark(await sop(root), products)).extra).toEqual(['bicycle_final/3_0.JPG'])
  })
})

describe('benchmarks', () => {
  it('have parts that add up, and are all known to openDataset', async () => {
    for (const { prefix, images, parts } of benchmarks) {
      expect(Object.values(parts).reduce((sum, [n]) => sum + n, 0)).toBe(images)
      await expect(openDataset(`${prefix}:${join(temporary(), 'gone')}`)).rejects.toThrow('gone')
    }
    await expect(openDataset('')).rejects.toThrow(benchmarks.map(({ prefix }) => `${prefix}:DIRECTORY`).join(', '))
  })
})
