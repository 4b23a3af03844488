import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plant, temporary } from '../images.testing.ts'
import { protocol } from '../protocol.ts'
import { inshop } from './inshop.ts'

const rows = [
  ['img/WOMEN/Dresses/id_00000002/02_1_front.jpg', 'id_00000002', 'train'],
  ['img/WOMEN/Dresses/id_00000002/02_2_side.jpg', 'id_00000002', 'train'],
  ['img/MEN/Denim/id_00000080/01_1_front.jpg', 'id_00000080', 'train'],
  ['img/MEN/Denim/id_00000080/01_7_additional.jpg', 'id_00000080', 'train'],
  ['img/WOMEN/Dresses/id_00000003/02_1_front.jpg', 'id_00000003', 'query'],
  ['img/WOMEN/Dresses/id_00000003/02_3_back.jpg', 'id_00000003', 'gallery'],
  ['img/WOMEN/Skirts/id_00000001/02_1_front.jpg', 'id_00000001', 'gallery'],
  ['img/WOMEN/Skirts/id_00000001/02_2_side.jpg', 'id_00000001', 'query'],
] as const

/** As published: a count, a heading, and columns aligned by blanks, one of them at the end. */
const list = (lines: readonly (readonly string[])[], count = lines.length): string =>
  `${count}\nimage_name item_id evaluation_status\n${lines.map(([name = '', item, status]) => `${name.padEnd(70)} ${item} ${String(status).padEnd(10)}`).join('\n')}\n`

async function copy(text = list(rows), place = 'Img/'): Promise<string> {
  const root = temporary()
  mkdirSync(join(root, 'Eval'))
  writeFileSync(join(root, 'Eval/list_eval_partition.txt'), text)
  await plant(
    root,
    rows.map(([name]) => place + name),
  )
  return root
}

describe('inshop', () => {
  it('reads the partition: items train, and others are looked for in a gallery of their own', async () => {
    const root = await copy()
    const data = await inshop(root)
    expect(data.levels.map(({ name, classes }) => [name, classes])).toEqual([
      ['category', ['MEN/Denim', 'WOMEN/Dresses', 'WOMEN/Skirts']],
      ['item', ['id_00000001', 'id_00000002', 'id_00000003', 'id_00000080']],
    ])
    expect(data.source(0)).toEqual({ kind: 'file', path: join(root, 'Img', rows[0][0]) })
    const all = Int32Array.from(Array(8).keys())
    const { label, train, query, gallery, unseenClasses } = protocol(data, all, { seed: 0 })
    expect([label.name, [...train], [...query], [...gallery!]]).toEqual(['item', [0, 1, 2, 3], [4, 7], [5, 6]])
    expect(unseenClasses).toEqual(new Set([0, 2]))
    const elsewhere = protocol(data, all, { seed: 0, trainedElsewhere: true })
    expect([[...elsewhere.train], [...elsewhere.query], [...elsewhere.gallery!]]).toEqual([[], [4, 7], [5, 6]])
  })

  it('finds img/ in Img/ or beside Eval/', async () => {
    const root = await copy(list(rows), '')
    expect((await inshop(root)).source(0)).toEqual({ kind: 'file', path: join(root, rows[0][0]) })
  })

  it('lists the images that are missing', async () => {
    const root = await copy()
    rmSync(join(root, 'Img', rows[3][0]))
    const data = await inshop(root)
    expect([data.size, data.skipped]).toEqual([7, [{ name: rows[3][0], reason: 'the file is missing' }]])
  })

  it('fails on a partition that is cut off, of another benchmark, or names an image twice', async () => {
    const cases: [string, string][] = [
      [list(rows, 52_712), 'must list the 52712 images that its first line says, got 8'],
      [
        list([['img/a/id_1/1.jpg', 'id_1', 'val']]),
        'line 3: must read <image_name> <item_id> <train, query or gallery>',
      ],
      [list([rows[0], rows[0]]), 'line 4: an image must stand once'],
      [list([['img/../../x.jpg', 'id_1', 'train']]), 'line 3: a path must stay inside'],
      ['image_name item_id evaluation_status\n', 'line 1: must read ^\\d+$'],
      ['', 'line 1: must read ^\\d+$'],
    ]
    for (const [text, message] of cases) await expect(inshop(await copy(text))).rejects.toThrow(message)
    await expect(inshop(temporary())).rejects.toThrow('Eval/list_eval_partition.txt is missing')
  })
})
