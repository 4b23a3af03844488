import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, put, tiny } from './program/tree.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(join(place, 'photos'))
  const rows = ['a/x', 'a/y', 'b/x', 'b/y', 'c/x', 'c/y'].flatMap((kind) =>
    Array.from({ length: 6 }, (_, i) => `photos/${kind}/${i}.png,${kind[0]},${kind.replace('/', ' ')},${i},0.${i}`),
  )
  const text = ['path,group,kind,width,weight', ...rows, 'photos/gone.png,a,a x,1,0.5'].join('\n')
  writeFileSync(join(place, 'labels.csv'), text)
}, 120_000)
afterAll(() => nearkin.remove())

describe('a manifest', () => {
  it('is trained on and judged by its columns, coarse to fine, missing images being listed', async () => {
    const { code, out, err } = await nearkin.run(['train', 'labels.csv', ...tiny, '--out', 'run', '--json'])
    expect(code).toBe(0)
    expect(err).toContain('left out: 1\n  photos/gone.png: the file is missing')
    const { judgement } = JSON.parse(out) as { judgement: unknown }
    expect(judgement).toMatchObject({ levels: [{ level: 'kind' }, { level: 'group' }] })
    expect(await nearkin.run(['evaluate', 'run', '--json'])).toMatchObject({ code: 0 })
  })

  it('is trained on by the column that is asked for, and says why another is none', async () => {
    const asked = (label: string, out: string): string[] => [
      'train',
      'labels.csv',
      ...tiny,
      '--label',
      label,
      '--out',
      out,
    ]
    expect(await nearkin.run(asked('kind', 'kinds'))).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(join(place, 'kinds/config.json'), 'utf8'))).toMatchObject({
      dataset: 'labels.csv',
      label: 'kind',
    })
    expect(await nearkin.run(asked('weight', 'none'))).toMatchObject({
      code: 2,
      err: "--label: column 'weight' is no label level: its values are numbers with fractions; name one of these, or level1 for the topmost\n",
    })
    expect(await nearkin.run(asked('colour', 'none'))).toMatchObject({
      code: 2,
      err: "--label: the label levels, coarse to fine, are 'width', 'group', 'kind', got 'colour'; name one of these, or level1 for the topmost\n",
    })
  })
})

describe('datasets', () => {
  it('lists every benchmark: what it holds, its licence, where it comes from and how it is named', async () => {
    const { code, out } = await nearkin.run(['datasets'])
    expect(code).toBe(0)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    for (const part of [
      '11,788 images, 200 classes',
      'licence: MIT',
      'https://cvgl.stanford.edu',
      'named: inshop:FOLDER',
    ])
      expect(out).toContain(part)
    const { benchmarks } = JSON.parse((await nearkin.run(['datasets', '--json'])).out) as { benchmarks: unknown[] }
    expect(benchmarks).toHaveLength(7)
    expect((await nearkin.run(['datasets', 'sop'])).out).not.toContain('CUB')
  })

  it('checks a copy, says what is missing, and ends with 1 where it is not complete', async () => {
    expect(await nearkin.run(['datasets', 'mnist:'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/images +70,000 +70,000 +as published[\s\S]*\ncomplete\n$/),
    })
    const list = ['2', 'image_name item_id evaluation_status']
    for (const name of ['01_1_front', '02_2_side']) list.push(`img/MEN/Denim/id_00000080/${name}.jpg id_00000080 train`)
    await put(join(place, 'shop/Eval/list_eval_partition.txt'), list.join('\n'))
    await put(join(place, 'shop/Img/img/MEN/Denim/id_00000080/01_1_front.jpg'), 'x')
    await put(join(place, 'shop/Img/img/MEN/Denim/id_00000080/new.jpg'), 'x')
    const { code, out } = await nearkin.run(['datasets', 'inshop:shop'])
    expect(code).toBe(1)
    for (const part of [
      /train images +25,882 +1 +25,881 too few/,
      'listed, and missing or left out: 1\n  img/MEN/Denim/id_00000080/02_2_side.jpg: the file is missing',
      'beside the lists, and not read: 1\n  img/MEN/Denim/id_00000080/new.jpg',
      'not complete',
    ])
      expect(out).toMatch(part)
    const told = JSON.parse((await nearkin.run(['datasets', 'inshop:shop', '--json'])).out) as object
    expect(told).toMatchObject({
      dataset: 'inshop:shop',
      complete: false,
      extra: ['img/MEN/Denim/id_00000080/new.jpg'],
    })
    rmSync(join(place, 'shop/Eval'), { recursive: true })
    expect(await nearkin.run(['datasets', 'inshop:shop'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Eval/list_eval_partition.txt is missing'),
    })
  })

  it('describes folders and manifests: levels, classes, splits, what is passed over', async () => {
    const { out } = await nearkin.run(['datasets', 'labels.csv'])
    for (const part of [/^labels: 36 images/, /kind +6 +6 in a x/, 'weight: its values are numbers', 'photos/gone.png'])
      expect(out).toMatch(part)
    const folder = JSON.parse((await nearkin.run(['datasets', 'photos', '--json'])).out) as object
    expect(folder).toMatchObject({
      images: 36,
      levels: [
        { name: 'coarse', classes: 3 },
        { name: 'fine', classes: 6 },
      ],
    })
  })
})
