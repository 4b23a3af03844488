import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as losses from '../src/losses/index.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, tiny } from './program/tree.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(join(place, 'data'))
}, 120_000)
afterAll(() => nearkin.remove())

describe('losses', () => {
  it('lists every loss of the library with what it takes by default, as a table and as JSON', async () => {
    const { out, code } = await nearkin.run(['losses'])
    expect(code).toBe(0)
    expect(out).toMatch(/^triplet +easiest +semihard +l2 +mean-of-non-zero$/m)
    expect(out).toMatch(/^triplet +margin=0.2 swap=false smooth=false$/m)
    expect(out).toMatch(/^proxy-nca .* squared-l2 +mean/m)
    expect(out).toMatch(/ temperature=0.111$/m)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(130)
    const told = JSON.parse((await nearkin.run(['losses', '--json'])).out) as Record<string, { name: string }[]>
    expect(new Set(told.losses!.map(({ name }) => name))).toEqual(
      new Set(Object.values(losses).map(({ about }) => about.name)),
    )
    expect(told.positives!.map(({ name }) => name)).toContain('k-easiest')
  })

  it('explains the options of one', async () => {
    const { out } = await nearkin.run(['losses', 'triplet'])
    expect(out).toContain('margin: how much nearer the positive shall be than the negative (usual 0.2)')
    expect((await nearkin.run(['losses', 'triplet:margin=0.3'])).out).toBe(out)
  })

  it('says what was likely meant', async () => {
    expect(await nearkin.run(['losses', 'triplett'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^losses: must be one of .* got 'triplett'; did you mean triplet\?/),
    })
  })
})

describe('options that follow a name', () => {
  it('train with rules, a memory, a sampler and a reducer of their own, and stand in config.json as they were given', async () => {
    const choices = [
      ...['--loss', 'nt-xent:temperature=0.1', '--positives', 'k-easiest:k=2', '--negatives', 'hard-aware:share=0.5'],
      ...['--memory', '24', '--sampler', 'class-weighted:weights=size', '--reducer', 'per-anchor'],
    ]
    const { code, err } = await nearkin.run(['train', 'data', ...tiny, ...choices, '--out', 'run'])
    expect({ code, err }).toEqual({ code: 0, err })
    expect(JSON.parse(readFileSync(join(place, 'run/config.json'), 'utf8'))).toMatchObject({
      loss: 'nt-xent:temperature=0.1',
      positives: 'k-easiest:k=2',
      memory: 24,
      sampler: 'class-weighted:weights=size',
      reducer: 'per-anchor',
    })
    expect((await nearkin.run(['evaluate', 'run', '--json'])).code).toBe(0)
  })

  it.each([
    [['--memory', '2'], /^--memory: must hold a batch at least, \d+ images: .*, got 2; enlarge it/],
    [['--memory', '1000'], /^--memory: must hold no more than the \d+ training images: .*, got 1000; give \d+ or less/],
    [['--memory', '24', '--loss', 'arc-face'], /^--memory: arc-face loss takes no memory: /],
    [['--loss', 'arc-face', '--positives', 'all'], /^--positives: is no choice of arc-face loss, got 'all'/],
    [['--loss', 'nt-xent:temperature=0'], /^--loss nt-xent: temperature must be a number above 0, got 0/],
    [['--positives', 'k-easiest:k=0'], /^--positives k-easiest positives: k must be/],
    [
      ['--sampler', 'hierarchical:level=middle'],
      /^--sampler hierarchical: the label levels, coarse to fine, are .*, got 'middle'/,
    ],
  ])('%j is refused before a run is begun', async (args, message) => {
    const { code, err } = await nearkin.run(['train', 'data', ...tiny, ...args, '--out', 'none'])
    expect(err.split('\n').at(-2)).toMatch(message)
    expect(code).not.toBe(0)
    expect(existsSync(join(place, 'none'))).toBe(false)
  })
})

describe('a comparison of several losses', () => {
  it('has a row for each loss, and writes it as Markdown', async () => {
    const args = [
      '--losses',
      'triplet,arc-face,contrastive',
      '--seeds',
      '1',
      '--markdown',
      'table.md',
      '--out',
      'several',
    ]
    const { code, out, err } = await nearkin.run(['compare', 'data', ...tiny, ...args])
    expect({ code, err }).toEqual({ code: 0, err })
    expect(out).toMatch(/^loss, negatives +all +easiest +easiest − all$/m)
    expect(out).toMatch(/^triplet, semihard +\d/m)
    expect(out).toMatch(/^arc-face +\d\S*$/m)
    const table = readFileSync(join(place, 'table.md'), 'utf8')
    expect(table).toMatch(/^\| loss \| negatives \| all positives \| easiest positives \| easiest − all \|$/m)
    expect(table).toMatch(/^\| contrastive \| all \| \d/m)
    expect(table).toMatch(/^\| loss \| value \|\n\| --- \| --- \|\n\| arc-face \| \d[^|]* \|$/m)
    expect(table).toContain('compare data')
  })

  it('is refused before it begins where its Markdown could not be written', async () => {
    const { code, err } = await nearkin.run([
      'compare',
      'data',
      ...tiny,
      '--markdown',
      'none/table.md',
      '--out',
      'none2',
    ])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^--markdown: its folder must exist/) })
    expect(existsSync(join(place, 'none2'))).toBe(false)
  })
})
