import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csvText } from '../../data/csvText.ts'
import type { Dataset } from '../../data/dataset.ts'
import { plant, temporary } from '../../data/images.testing.ts'
import { openDataset } from '../../data/open.ts'
import type { Curation } from '../api.ts'
import { writeCuratedRun } from './curated.testing.ts'
import { openCuration } from './openCuration.ts'

const paths = ['food/apple/1.png', 'food/apple/2.png', 'food/apple/3.png', 'food/pear/4.png', 'drink/milk/5.png']

/** Ten images: five to train on and five to judge by, of the levels coarse and fine; apples are of two kinds. */
async function curated() {
  const root = temporary()
  const data = join(root, 'photos')
  await plant(
    data,
    ['train', 'test'].flatMap((split) => paths.map((path) => `${split}/${path}`)),
  )
  const run = join(root, 'runs', 'one')
  const prepare = () =>
    writeCuratedRun(run, {
      dataset: data,
      label: 'coarse',
      evaluateLabel: 'fine',
      kinds: (name) => (name.includes('apple') ? 'food/1' : name.includes('pear') ? 'food/2' : 'drink'),
    })
  const detail = await prepare()
  let told = 0
  const open = () => openCuration({ run, given: 'runs/one', program: 'nearkin', changed: () => void told++ })
  const dataset = await openDataset(data)
  const rowOf = (name: string): number => dataset.names.indexOf(name)
  const folder = join(run, 'studio', 'curation')
  const labels = () => openDataset(join(folder, 'labels.csv'))
  return { root, data, run, detail, open, rowOf, folder, labels, prepare, told: () => told }
}

const labelOf = ({ names, levels }: Dataset, level: string, name: string): string => {
  const { labels, classes } = levels.find((one) => one.name === level)!
  return classes[labels[names.indexOf(name)]!]!
}

const decisions = ({ decisions: made }: Curation) => made.map(({ decision }) => decision)

describe('openCuration', () => {
  it('writes nothing before anything is decided', async () => {
    const { open, folder, detail } = await curated()
    const state = await open().state()
    expect(state).toMatchObject({
      level: 'coarse',
      revision: 0,
      decisions: [],
      file: null,
      command: null,
      complaint: null,
    })
    expect(detail.columns.map(({ name }) => name)).toEqual(['coarse', 'fine', 'kind', 'split'])
    expect(existsSync(folder)).toBe(false)
  })

  it('writes labels that nearkin reads: levels as they were, the corrected one, names of kinds, without what is left out', async () => {
    const { open, rowOf, labels, data, run } = await curated()
    const curation = open()
    const before = await openDataset(data)
    await curation.decide({ do: 'relabel', row: rowOf('train/food/pear/4.png'), label: 'drink' }, null)
    await curation.decide({ do: 'leave out', row: rowOf('test/drink/milk/5.png') }, null)
    await curation.decide({ do: 'name kind', kind: 1, name: 'round' }, null)
    const state = await curation.decide({ do: 'keep', row: rowOf('test/food/apple/1.png') }, null)
    expect(state).toMatchObject({
      file: 'runs/one/studio/curation/labels.csv',
      column: 'coarse-corrected',
      counts: { relabelled: 1, kept: 1, leftOut: 1, kindsNamed: 1, kindsRefused: 0, pairsKept: 0 },
      missing: 0,
      complaint: null,
      writing: null,
    })
    expect(state.command).toBe(
      'nearkin train runs/one/studio/curation/labels.csv --label coarse-corrected --evaluate-label fine --image-size 8 --out runs/one-curated',
    )
    const after = await labels()
    expect(after.size).toBe(9)
    expect(after.names).not.toContain('test/drink/milk/5.png')
    expect(after.skipped).toEqual([])
    for (const name of after.names) {
      for (const level of ['coarse', 'fine']) expect(labelOf(after, level, name)).toBe(labelOf(before, level, name))
      const moved = name === 'train/food/pear/4.png'
      const coarse = moved ? 'drink' : labelOf(before, 'coarse', name)
      expect(labelOf(after, 'coarse-corrected', name)).toBe(coarse)
      expect(labelOf(after, 'kind', name)).toBe(
        moved ? 'drink' : name.includes('apple') ? 'round' : name.includes('pear') ? 'food/2' : 'drink',
      )
      expect(after.splits![after.names.indexOf(name)]).toBe(name.split('/')[0])
      expect(after.source(after.names.indexOf(name))).toEqual({ kind: 'file', path: join(data, name) })
    }
    // Nothing beside the run's own folder.
    expect((await openDataset(data)).names).toEqual(before.names)
    expect(existsSync(join(run, 'studio', 'curation', 'journal.jsonl'))).toBe(true)
  })

  it('calls images of a refused kind by their class', async () => {
    const { open, labels } = await curated()
    await open().decide({ do: 'refuse kind', kind: 1 }, null)
    expect(labelOf(await labels(), 'kind', 'train/food/apple/1.png')).toBe('food')
    expect(labelOf(await labels(), 'kind', 'train/food/pear/4.png')).toBe('food/2')
  })

  it('is undone to the beginning and redone to the end, its file with it', async () => {
    const { open, labels, rowOf } = await curated()
    const curation = open()
    const row = rowOf('train/food/pear/4.png')
    await curation.decide({ do: 'relabel', row, label: 'drink' }, null)
    await curation.decide({ do: 'relabel', row, label: 'a new one' }, null)
    const text = async () => labelOf(await labels(), 'coarse-corrected', 'train/food/pear/4.png')
    expect(await text()).toBe('a new one')
    await curation.undo(null)
    expect(await text()).toBe('drink')
    const begun = await curation.undo(null)
    expect(begun).toMatchObject({ decisions: [], undoable: 0, redoable: 2 })
    expect(await text()).toBe('food')
    expect((await curation.undo(null)).revision).toBe(begun.revision)
    await curation.redo(null)
    const again = await curation.redo(null)
    expect(decisions(again)).toEqual([{ do: 'relabel', row, label: 'a new one' }])
    expect(await text()).toBe('a new one')
  })

  it('takes one back in the middle, and does nothing twice for one token, nor what is in force already', async () => {
    const { open, told } = await curated()
    const curation = open()
    for (const row of [0, 1, 2]) await curation.decide({ do: 'keep', row }, `token ${row}`)
    const before = await curation.decide({ do: 'keep', row: 2 }, null)
    expect([before.revision, told()]).toEqual([3, 3])
    const revoked = await curation.revoke(before.decisions[1]!.id, 'r')
    expect(decisions(revoked)).toEqual([
      { do: 'keep', row: 0 },
      { do: 'keep', row: 2 },
    ])
    expect((await curation.revoke(before.decisions[1]!.id, null)).revision).toBe(4)
    expect((await curation.undo('u')).decisions).toHaveLength(3)
    // The answer was lost and the page asks again.
    expect((await curation.undo('u')).decisions).toHaveLength(3)
    expect((await curation.decide({ do: 'keep', row: 1 }, 'token 1')).revision).toBe(5)
  })

  it('survives a restart, a half-written line, and another preparation with other rows', async () => {
    const { open, folder, run, data, rowOf } = await curated()
    await open().decide({ do: 'relabel', row: rowOf('train/food/pear/4.png'), label: 'drink' }, null)
    await open().decide({ do: 'name kind', kind: 1, name: 'round' }, null)
    await open().decide({ do: 'keep', row: 0 }, null)
    appendFileSync(join(folder, 'journal.jsonl'), '{"event":"decision","at')
    const curation = open()
    expect((await curation.state()).decisions).toHaveLength(3)
    // The first image does not decode any more, and kinds come in another order.
    await writeCuratedRun(run, {
      dataset: data,
      label: 'coarse',
      evaluateLabel: 'fine',
      kinds: (name) => (name.includes('apple') ? 'food/2' : name.includes('pear') ? 'food/1' : 'drink'),
      rows: ({ size }) => [...Array(size).keys()].slice(1).reverse(),
    })
    const state = await curation.state()
    expect(decisions(state)).toEqual([
      { do: 'relabel', row: 9 - rowOf('train/food/pear/4.png'), label: 'drink' },
      { do: 'name kind', kind: expect.any(Number), name: 'round' },
      { do: 'keep', row: -1 },
    ])
    expect(state.missing).toBe(1)
    expect(state.decisions[2]!.of).toEqual([(await openDataset(data)).names[0]])
  })

  it('does not find a kind again in one that has other images', async () => {
    const { open, run, data, labels } = await curated()
    await open().decide({ do: 'name kind', kind: 1, name: 'round' }, null)
    await writeCuratedRun(run, { dataset: data, label: 'coarse', kinds: (name) => (name.includes('1') ? 'x' : 'y') })
    const state = await open().state()
    expect(decisions(state)).toEqual([{ do: 'name kind', kind: -1, name: 'round' }])
    expect(state.missing).toBe(1)
    expect(labelOf(await labels(), 'kind', 'train/food/apple/2.png')).toBe('round')
  })

  it('sees what another server on the same run decided', async () => {
    const { open } = await curated()
    const [one, other] = [open(), open()]
    await other.state()
    await one.decide({ do: 'keep', row: 0 }, null)
    const state = await other.decide({ do: 'keep', row: 1 }, null)
    expect(decisions(state)).toHaveLength(2)
    expect(decisions(await one.undo(null))).toEqual([{ do: 'keep', row: 0 }])
  })

  it('takes what comes at once one after the other, and the file has all of it in the end', async () => {
    const { open, labels, detail } = await curated()
    const curation = open()
    const all = await Promise.all(
      Array.from({ length: detail.rows }, (_, row) =>
        curation.decide({ do: 'relabel', row, label: `l${row % 2}` }, null),
      ),
    )
    expect(all.map(({ revision }) => revision)).toEqual(all.map((_, i) => i + 1))
    const { levels } = await labels()
    expect(levels.find(({ name }) => name === 'coarse-corrected')!.classes).toEqual(['l0', 'l1'])
  })

  it.each([
    ['nothing', null, /must say what to do/],
    ['no decision', { do: 'dance', row: 0 }, /but at do: /],
    ['a row that there is not', { do: 'keep', row: 10 }, /rows go from 0 to 9, got 10/],
    ['a row that is no number', { do: 'keep', row: '0' }, /but at row: /],
    ['a kind that there is not', { do: 'name kind', kind: 3, name: 'x' }, /kinds go from 0 to 2, got 3/],
    ['a pair of one image', { do: 'keep both', a: 1, b: 1 }, /a pair is of two images/],
    ['an empty label', { do: 'relabel', row: 0, label: '  ' }, /the label: must not be empty/],
    ['a new label of two lines', { do: 'relabel', row: 0, label: 'a\nb' }, /must be one line/],
    ["another class's name for a kind", { do: 'name kind', kind: 1, name: 'drink' }, /'drink' has it already/],
    ['a label without end', { do: 'relabel', row: 0, label: 'x'.repeat(501) }, /but at label: /],
  ])('refuses %s, and nothing is written', async (_, body, words) => {
    const { open, folder } = await curated()
    await expect(open().decide(body, null)).rejects.toThrow(words)
    expect(existsSync(folder)).toBe(false)
  })

  it('lets two kinds of a class have one name, and no kinds of two classes', async () => {
    const { open } = await curated()
    const curation = open()
    await curation.decide({ do: 'name kind', kind: 1, name: 'fruit' }, null)
    await curation.decide({ do: 'name kind', kind: 2, name: 'fruit' }, null)
    await expect(curation.decide({ do: 'name kind', kind: 0, name: 'fruit' }, null)).rejects.toThrow(
      /'food' has it already, got 'fruit'; choose another, such as 'drink\/fruit'/,
    )
  })

  it('keeps decisions where the label file cannot be written, says so, and writes it when it can', async () => {
    const { open, folder, labels } = await curated()
    mkdirSync(join(folder, 'labels.csv'), { recursive: true })
    const curation = open()
    const state = await curation.decide({ do: 'relabel', row: 0, label: 'new' }, null)
    expect(state.complaint).toMatch(/labels\.csv: must be a file to be written, not a folder/)
    expect(state.decisions).toHaveLength(1)
    rmSync(join(folder, 'labels.csv'), { recursive: true })
    expect((await curation.decide({ do: 'keep', row: 1 }, null)).complaint).toBeNull()
    expect((await labels()).levels.find(({ name }) => name === 'coarse-corrected')!.classes).toContain('new')
  })

  it('takes no decision where the journal cannot be written', async () => {
    const { open, folder, run } = await curated()
    writeFileSync(folder, 'a file')
    await expect(open().decide({ do: 'keep', row: 0 }, null)).rejects.toThrow(/journal\.jsonl|curation/)
    rmSync(folder)
    expect((await open().decide({ do: 'keep', row: 0 }, null)).decisions).toHaveLength(1)
    expect(existsSync(join(run, 'studio', 'curation', 'labels.csv'))).toBe(true)
  })

  it('fails on a journal of another dataset and on one with garbage, naming it, and leaves it alone', async () => {
    const { open, folder } = await curated()
    const path = join(folder, 'journal.jsonl')
    await open().decide({ do: 'keep', row: 0 }, null)
    const good = readFileSync(path, 'utf8')
    writeFileSync(path, good.replace('"photos"', '"birds"'))
    await expect(open().state()).rejects.toThrow(/journal of the dataset 'photos', got 'birds'; move it away/)
    writeFileSync(path, good.replaceAll('.png', '.jpg'))
    await expect(open().decide({ do: 'keep', row: 1 }, null)).rejects.toThrow(
      /this run has none of the 1 that it names/,
    )
    const broken = `${good}garbage\n${good.split('\n')[1]}\n`
    writeFileSync(path, broken)
    await expect(open().state()).rejects.toThrow(/journal\.jsonl:3/)
    expect(readFileSync(path, 'utf8')).toBe(broken)
  })

  it('gives labels that were accepted to nearkin kinds, and takes those of its label-errors.csv', async () => {
    const { open, folder, root, data } = await curated()
    const curation = open()
    const [first, second, third] = (await openDataset(data)).names as [string, string, string]
    const state = await curation.decide({ do: 'relabel', row: 0, label: 'food' }, null)
    await curation.decide({ do: 'relabel', row: 1, label: 'a class that kinds does not know' }, null)
    expect(state.accepted).toBe('runs/one/studio/curation/label-errors.csv')
    const text = readFileSync(join(folder, 'label-errors.csv'), 'utf8')
    expect(text.split('\r\n')).toHaveLength(3)
    expect(text).toContain(`${first},drink,food,yes`)
    const file = join(root, 'label-errors.csv')
    writeFileSync(
      file,
      csvText(
        ['path', 'name', 'label', 'suggested', 'score', 'accept'],
        [
          ['', first, 'drink', 'food', '1', 'yes'],
          ['', second, '', 'food', '1', 'no'],
          ['', third, '', 'drink', '1', 'yes'],
        ],
      ),
    )
    const after = await curation.accept(file, null)
    expect(after.revision).toBe(3)
    expect(decisions(after).at(-1)).toEqual({ do: 'relabel', row: 2, label: 'drink' })
    writeFileSync(file, csvText(['name', 'suggested', 'accept'], [[first, 'fish', 'yes']]))
    await expect(curation.accept(file, null)).rejects.toThrow(/row 1: must suggest a class of 'coarse', got 'fish'/)
    expect((await curation.undo(null)).decisions).toHaveLength(2)
  })

  it('keeps class names as they are, whatever stands in them', async () => {
    const root = temporary()
    const data = join(root, 'hostile.csv')
    const classes = ['a "quoted", one', 'two\nlines', '=1+1', "'; drop", ' <b>bold</b>']
    await plant(
      root,
      classes.flatMap((_, i) => [`${i}a.png`, `${i}b.png`]),
    )
    writeFileSync(
      data,
      csvText(
        ['path', 'class'],
        classes.flatMap((name, i) => [
          [`${i}a.png`, name],
          [`${i}b.png`, name],
        ]),
      ),
    )
    const run = join(root, 'run')
    await writeCuratedRun(run, { dataset: data, label: 'class', kinds: (_, i) => `kind ${i % 2}, "=x"` })
    const known = (await openDataset(data)).levels[0]!.classes
    const curation = openCuration({ run, given: run, program: 'nearkin', changed: () => {} })
    for (const [row, label] of known.entries()) await curation.decide({ do: 'relabel', row, label }, null)
    const after = await openDataset(join(run, 'studio', 'curation', 'labels.csv'))
    known.forEach((label, row) => {
      expect(labelOf(after, 'class-corrected', after.names[row]!)).toBe(label)
    })
    expect((await curation.state()).command).toMatch(/--label class-corrected --evaluate-label class-corrected/)
  })

  it('writes images that lie in no files of their own beside the labels, once', async () => {
    const root = temporary()
    const folder = join(root, 'mnist')
    mkdirSync(folder)
    writeFileSync(
      join(folder, 'train-images-idx3-ubyte'),
      idx(3, [6, 4, 4], (i) => i),
    )
    writeFileSync(
      join(folder, 'train-labels-idx1-ubyte'),
      idx(1, [6], (i) => i),
    )
    writeFileSync(
      join(folder, 't10k-images-idx3-ubyte'),
      idx(3, [4, 4, 4], (i) => i),
    )
    writeFileSync(
      join(folder, 't10k-labels-idx1-ubyte'),
      idx(1, [4], (i) => i),
    )
    const run = join(root, 'run')
    await writeCuratedRun(run, { dataset: `mnist:${folder}`, label: 'parity', evaluateLabel: 'digit' })
    const curation = openCuration({ run, given: run, program: 'nearkin', changed: () => {} })
    let state = await curation.decide({ do: 'relabel', row: 0, label: 'odd' }, null)
    while (state.writing) state = await curation.state()
    const labels = await openDataset(join(run, 'studio', 'curation', 'labels.csv'))
    expect([labels.size, labels.skipped]).toEqual([10, []])
    expect(labels.levels.map(({ name }) => name)).toContain('parity-corrected')
    const first = labels.source(0) as { path: string }
    expect(first.path).toBe(join(run, 'studio', 'curation', 'images', '000000.png'))
    rmSync(first.path)
    await curation.decide({ do: 'keep', row: 1 }, null)
    expect(existsSync(first.path)).toBe(false)
  })
})

/** An IDX file of bytes. */
function idx(dimensions: number, sizes: readonly number[], value: (i: number) => number): Uint8Array {
  const header = Buffer.alloc(4 + 4 * dimensions)
  header.writeUInt32BE(0x0800 + dimensions)
  sizes.forEach((size, i) => {
    header.writeUInt32BE(size, 4 + 4 * i)
  })
  const count = sizes.reduce((product, size) => product * size, 1)
  return Buffer.concat([header, Uint8Array.from({ length: count }, (_, i) => value(i) % 10)])
}
