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
    expect(judgement).toMatchObject({ levels: [{ level: 'kind' }, { level: 'group' }, { level: 'width' }] })
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
  it('lists every benchmark, in words and as JSON', async () => {
    const { code, out } = await nearkin.run(['datasets'])
    expect(code).toBe(0)
    expect(out).toContain('11,788 images, 200 classes')
    const { benchmarks } = JSON.parse((await nearkin.run(['datasets', '--json'])).out) as { benchmarks: unknown[] }
    expect(benchmarks).toHaveLength(7)
  })

  it('checks a copy, says what is missing, and ends with 1 where it is not complete', async () => {
    const list = ['2', 'image_name item_id evaluation_status']
    for (const name of ['01_1_front', '02_2_side']) list.push(`img/MEN/Denim/id_00000080/${name}.jpg id_00000080 train`)
    await put(join(place, 'shop/Eval/list_eval_partition.txt'), list.join('\n'))
    await put(join(place, 'shop/Img/img/MEN/Denim/id_00000080/01_1_front.jpg'), 'x')
    await put(join(place, 'shop/Img/img/MEN/Denim/id_00000080/new.jpg'), 'x')
    const { code, out } = await nearkin.run(['datasets', 'inshop:shop', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      dataset: 'inshop:shop',
      counts: expect.arrayContaining([{ what: 'train images', published: 25_882, found: 1 }]),
      missing: [{ name: 'img/MEN/Denim/id_00000080/02_2_side.jpg', reason: 'the file is missing' }],
      extra: ['img/MEN/Denim/id_00000080/new.jpg'],
      complete: false,
    })
    rmSync(join(place, 'shop/Eval'), { recursive: true })
    expect(await nearkin.run(['datasets', 'inshop:shop'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Eval/list_eval_partition.txt is missing'),
    })
  })

  it('describes a manifest: levels, classes, what is passed over and left out', async () => {
    const { out } = await nearkin.run(['datasets', 'labels.csv'])
    for (const part of [/^labels: 36 images/, /kind +6 +6 in a x/, 'weight: its values are numbers', 'photos/gone.png'])
      expect(out).toMatch(part)
  })
})
