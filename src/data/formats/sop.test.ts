import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { labelLevel } from '../dataset.ts'
import { plant, temporary } from '../images.testing.ts'
import { protocol } from '../protocol.ts'
import { sop } from './sop.ts'

const heading = 'image_id class_id super_class_id path\n'
const lists = {
  'Ebay_train.txt': `${heading}1 1 1 bicycle_final/111085122871_0.JPG
2 1 1 bicycle_final/111085122871_1.JPG
3 2 12 toaster_final/121620951570_0.JPG
4 2 12 toaster_final/121620951570_1.JPG
`,
  'Ebay_test.txt': `${heading}59552 11319 1 bicycle_final/251952414262_0.JPG
59553 11319 1 bicycle_final/251952414262_1.JPG
59554 11320 1 bicycle_final/351385204018_0.JPG
59555 11320 1 bicycle_final/351385204018_1.JPG
`,
}

async function copy(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = temporary()
  for (const [name, text] of Object.entries({ ...lists, ...changes })) writeFileSync(join(root, name), text)
  const names = Object.values(lists).flatMap((text) => text.match(/\w+_final\/\S+/g)!)
  await plant(root, names)
  return root
}

describe('sop', () => {
  it('reads the lists of the archive: kinds and products, and their split', async () => {
    const root = await copy()
    const data = await sop(root)
    expect(data.levels.map(({ name, classes }) => [name, classes])).toEqual([
      ['super', ['bicycle', 'toaster']],
      ['product', ['bicycle/1', 'bicycle/11319', 'bicycle/11320', 'toaster/2']],
    ])
    expect(labelLevel(data, 'coarse').name).toBe('super')
    expect(data.splits).toEqual(['train', 'train', 'train', 'train', 'test', 'test', 'test', 'test'])
    expect(data.source(0)).toEqual({ kind: 'file', path: join(root, 'bicycle_final/111085122871_0.JPG') })
    const { label, evaluateLabel, train, query, gallery } = protocol(data, Int32Array.from(Array(8).keys()), {
      seed: 0,
    })
    expect([label.name, evaluateLabel.name, train.length, [...query], gallery]).toEqual([
      'product',
      'product',
      4,
      [4, 5, 6, 7],
      null,
    ])
  })

  it('trains on kinds and judges by product where that is asked for', async () => {
    const data = await sop(await copy())
    const { label, unseenClasses } = protocol(data, Int32Array.from(Array(8).keys()), { label: 'super', seed: 0 })
    expect([label.name, unseenClasses.size]).toEqual(['super', 2])
  })

  it('lists the images that are missing', async () => {
    const root = await copy()
    rmSync(join(root, 'toaster_final/121620951570_1.JPG'))
    const data = await sop(root)
    expect([data.size, data.skipped]).toEqual([
      7,
      [{ name: 'toaster_final/121620951570_1.JPG', reason: 'the file is missing' }],
    ])
  })

  it('fails, naming file and line, on lists that cannot be right', async () => {
    const cases: [Readonly<Record<string, string>>, string][] = [
      [{ 'Ebay_train.txt': '1 1 1 bicycle_final/1.JPG\n' }, 'Ebay_train.txt: line 1: must read ^image_id'],
      [{ 'Ebay_train.txt': `${heading}1 1 bicycle_final/1.JPG\n` }, 'Ebay_train.txt: line 2: must read <image_id>'],
      [{ 'Ebay_test.txt': `${heading}9 1 1 lamp_final/9.JPG\n` }, 'a product must be of one kind'],
      [{ 'Ebay_test.txt': lists['Ebay_train.txt'] }, 'line 2: an image must stand once, and stands in'],
      [{ 'Ebay_test.txt': `${heading}9 9 1 a/../../x.JPG\n` }, 'a path must stay inside'],
    ]
    for (const [changes, message] of cases) await expect(sop(await copy(changes))).rejects.toThrow(message)
    const empty = temporary()
    mkdirSync(join(empty, 'bicycle_final'))
    await expect(sop(empty)).rejects.toThrow('Ebay_train.txt, Ebay_test.txt are missing')
  })
})
