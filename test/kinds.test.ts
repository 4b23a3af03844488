import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ended, Program } from './program/program.ts'
import { program } from './program/program.ts'
import { picture, put, tiny, tree } from './program/tree.ts'

let nearkin: Program
let place = ''
let found: Record<string, unknown>
const wrong = 'test/a/x/wrong "one", <b>.png'

/** Two kinds of 16 training images in each of three classes, and among the test images one of c/y that lies in the folder of a/x. */
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  const kinds = ['a/x', 'a/y', 'b/x', 'b/y', 'c/x', 'c/y']
  await tree(join(place, 'data/train'), Object.fromEntries(kinds.map((kind) => [kind, 16])))
  await tree(join(place, 'data/test'), Object.fromEntries(kinds.map((kind) => [kind, 2])))
  await put(join(place, `data/${wrong}`), picture('c/y', 99))
  const trained = await nearkin.run(['train', 'data', ...tiny, '--steps', '60', '--out', 'run'])
  expect(trained.code).toBe(0)
  found = json(await nearkin.run(['kinds', 'run', '--json']))
}, 180_000)
afterAll(() => nearkin.remove())

function json({ code, out, err }: Ended): Record<string, unknown> {
  expect(err).not.toContain('unexpected')
  expect(code).toBe(0)
  return JSON.parse(out) as Record<string, unknown>
}

const read = (path: string): string => readFileSync(join(place, path), 'utf8')

describe('kinds', () => {
  it('writes a page and three tables into the folder of the run, and nothing else', () => {
    const files = ['kinds.csv', 'kinds.html', 'label-errors.csv', 'near-duplicates.csv']
    expect(readdirSync(join(place, 'run/kinds')).sort()).toEqual(files)
    expect(found).toMatchObject({ run: 'run', dataset: 'data', out: 'run/kinds', label: 'coarse', finer: 'fine' })
    expect(found.verdict).toMatch(/^Of 3 classes /)
    expect(Object.keys(found.kinds as object)).toHaveLength(109)
  })

  it('names of images stand in the page as text', () => {
    const page = read('run/kinds/kinds.html')
    expect(page).not.toContain('wrong "one", <b>')
    expect(page).toContain('wrong &#34;one&#34;, &#60;b&#62;')
  })

  it('puts the image that lies in the wrong folder first among the likely label errors', () => {
    const [heading, first] = read('run/kinds/label-errors.csv').split('\r\n')
    expect(heading).toBe('path,name,label,suggested,score,accept')
    expect(first).toContain('wrong ""one"", <b>.png"')
    expect(first).toMatch(/,a,c,0\.\d{4},$/)
  })

  it('prints a verdict, a table and the space in lines of at most 100 characters, and defines each number in --help', async () => {
    const { code, out } = await nearkin.run(['kinds', 'run', '--out', 'elsewhere'])
    expect(code).toBe(0)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    for (const words of ['run on data, by coarse', 'Of 3 classes', 'uniformity', 'page: elsewhere/kinds.html'])
      expect(out).toContain(words)
    expect(existsSync(join(place, 'elsewhere/kinds.csv'))).toBe(true)
    const help = (await nearkin.run(['kinds', '--help'])).out
    for (const word of ['spread', 'AMI', 'hubness', 'alignment', 'density']) expect(help).toContain(`\n  ${word} `)
  })

  it('train takes kinds.csv as it is, on the kinds that were found', async () => {
    const [heading] = read('run/kinds/kinds.csv').split('\r\n')
    expect(heading).toBe('path,name,split,coarse,fine,kind')
    const options = ['--label', 'kind', '--evaluate-label', 'fine', '--out', 'on kind', '--json']
    const { judgement } = json(await nearkin.run(['train', 'run/kinds/kinds.csv', ...tiny, ...options]))
    // The split is the one that there was.
    expect((judgement as { queries: number }).queries).toBe(13)
    // And the run on kinds can be looked into again, by its own level.
    const again = json(await nearkin.run(['kinds', 'on kind', '--json']))
    expect(again).toMatchObject({ label: 'kind', finer: 'fine' })
    const levels = read('on kind/kinds/kinds.csv').split('\r\n')[0]!.split(',').sort()
    expect(levels).toEqual(['coarse', 'fine', 'kind', 'kind 2', 'name', 'path', 'split'])
  })

  it('takes the suggestions that were accepted: the image is of the other class, and of no fine one', async () => {
    const accepted = read('run/kinds/label-errors.csv').replace(/^(.*wrong.*),$/m, '$1,yes')
    writeFileSync(join(place, 'accepted.csv'), accepted)
    const options = ['--accept', 'accepted.csv', '--out', 'corrected', '--json']
    const result = json(await nearkin.run(['kinds', 'run', ...options]))
    expect(result.corrected).toBe(1)
    const line = read('corrected/kinds.csv')
      .split('\r\n')
      .find((one) => one.includes('wrong'))
    expect(line).toMatch(/,c,,c(\/\d)?$/)
    expect((result.labelErrors as { name: string }[]).map(({ name }) => name)).not.toContain(wrong)
    const retrained = await nearkin.run([
      'train',
      'corrected/kinds.csv',
      ...tiny,
      '--label',
      'coarse',
      '--out',
      'clean',
    ])
    expect(retrained.code).toBe(0)
  })

  it('takes another dataset: of one class, of few images, without labels it says what is missing', async () => {
    await tree(join(place, 'single'), { only: 14 })
    const single = json(await nearkin.run(['kinds', 'run', 'single', '--out', 'of single', '--json']))
    expect(single.verdict).toMatch(/^Of 1 class 1 /)
    await tree(join(place, 'few'), { p: 2, q: 1 })
    const few = json(await nearkin.run(['kinds', 'run', 'few', '--out', 'of few', '--json']))
    expect(few.verdict).toBe('Of 2 classes 2 have too few images to tell.')
    mkdirSync(join(place, 'flat'))
    writeFileSync(join(place, 'flat/1.png'), await picture('p', 1))
    const flat = await nearkin.run(['kinds', 'run', 'flat', '--out', 'of flat'])
    expect([flat.code, flat.err]).toEqual([2, expect.stringContaining('images carry no labels here')])
  })

  it('refuses what it cannot use, with what to do, and leaves the files as they were', async () => {
    const before = read('run/kinds/kinds.csv')
    const refusals: [string[], string][] = [
      [['kinds', 'nowhere'], 'must be a run folder'],
      [
        ['kinds', 'run', '--label', 'hue'],
        "--label: the label levels, coarse to fine, are 'coarse', 'fine', got 'hue'",
      ],
      [['kinds', 'run', '--accept', 'none.csv'], 'none.csv'],
      [
        ['kinds', 'run', '--accept', 'odd.csv'],
        "odd.csv: row 1: the column 'accept' says yes, or no, or nothing, got 'maybe'",
      ],
      [['kinds', 'run', '--accept', 'lost.csv'], "lost.csv: row 1: the dataset must have the image, got 'z.png'"],
      [['kinds', 'run', '--accept', 'class.csv'], "class.csv: row 1: must suggest a class of 'coarse', got 'z'"],
      [
        ['kinds', 'run', '--accept', 'bare.csv'],
        "bare.csv: must have the columns name, suggested and accept, and has no 'accept'",
      ],
    ]
    writeFileSync(join(place, 'odd.csv'), 'name,suggested,accept\ntrain/a/x/0.png,b,maybe\n')
    writeFileSync(join(place, 'lost.csv'), 'name,suggested,accept\nz.png,b,yes\n')
    writeFileSync(join(place, 'class.csv'), 'name,suggested,accept\ntrain/a/x/0.png,z,yes\n')
    writeFileSync(join(place, 'bare.csv'), 'name,suggested\ntrain/a/x/0.png,b\n')
    const ended = await Promise.all(refusals.map(([args]) => nearkin.run(args)))
    for (const [i, { code, err }] of ended.entries()) {
      expect(code, refusals[i]![0].join(' ')).not.toBe(0)
      expect(err).toContain(refusals[i]![1])
    }
    expect(read('run/kinds/kinds.csv')).toBe(before)
  })
})
