import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decodeWhole } from '../../data/decodeWhole.ts'
import { patterned, plant, temporary } from '../../data/images.testing.ts'
import { openPrepared } from './openPrepared.ts'
import { workFolder } from './openWriter.ts'
import type { Prepared } from './prepared.ts'
import { preparedFolder } from './preparedFolder.ts'
import { preparedState } from './preparedState.ts'
import { prepareRun } from './prepareRun.ts'
import { untrainedRun } from './untrained.testing.ts'

/** Two finer classes in either class. */
const classes = { 'a/x': 8, 'a/y': 8, 'b/x': 8, 'b/y': 8 }

/** Prepares a run; gives what was done, stage by stage. */
async function prepared(run: string): Promise<string[]> {
  const stages = new Set<string>()
  await prepareRun(run, { onProgress: (stage) => stages.add(stage) })
  return [...stages]
}

async function within<T>(run: string, look: (open: Prepared) => Promise<T>): Promise<T> {
  const open = await openPrepared(run)
  try {
    return await look(open)
  } finally {
    await open.close()
  }
}

it('prepares a run: rows, columns, neighbours in the gallery, thumbnails, kinds, errors and near-duplicates', async () => {
  const { run, data } = await untrainedRun(temporary(), classes)
  await prepared(run)
  expect(await preparedState(run)).toBe('ready')
  await within(run, async (open) => {
    const { detail } = open
    expect(detail).toMatchObject({
      rows: 32,
      dimension: 4,
      label: 'coarse',
      evaluateLabel: 'fine',
      skipped: [],
      notes: [],
    })
    expect(detail.columns.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'coarse level',
      'fine level',
      'kind kind',
      'right right',
    ])
    const [record] = await open.records([9])
    expect(record).toEqual({ name: 'a/y/1.png', path: join(data, 'a/y/1.png'), image: 9 })
    const bytes = (await open.thumbnail(9))!
    expect(await decodeWhole({ kind: 'bytes', read: async () => bytes }, 3)).toMatchObject({ width: 10, height: 8 })

    // Each row's neighbours are the nearest of the gallery, two of each finer class being queries.
    const [, all] = (await open.embeddings().next()).value!
    const right = await open.columnValues(3)
    const gallery = [...right.keys()].filter((row) => right[row]! < 0)
    expect(gallery.length).toBe(24)
    const cosine = (a: number, b: number): number =>
      [0, 1, 2, 3].reduce((sum, j) => sum + all[4 * a + j]! * all[4 * b + j]!, 0)
    for (let row = 0; row < 32; row++) {
      const near = await open.nearest([row], 3)
      const expected = gallery.filter((other) => other !== row).sort((a, b) => cosine(row, b) - cosine(row, a))
      expect([...near.rows]).toEqual(expected.slice(0, 3))
      expect(near.distances[0]).toBeCloseTo(1 - cosine(row, expected[0]!), 5)
      const fine = await open.columnValues(1)
      if (right[row]! >= 0) expect(right[row]).toBe(fine[row] === fine[expected[0]!] ? 1 : 0)
    }
    const asked = [...right].filter((value) => value >= 0)
    expect(detail.recallAt1).toBeCloseTo(asked.reduce((a, b) => a + b, 0) / asked.length)
    expect(detail.recallOf).toBe('all queries')

    const { list, pages } = await open.classes()
    expect(list).toMatchObject({ level: 'coarse', finer: 'fine', verdict: expect.stringMatching(/^Of 2 classes/) })
    expect(list.classes.map(({ name }) => name).sort()).toEqual(['a', 'b'])
    for (const page of pages) {
      expect(page).toMatchObject({ images: 16, finerClasses: 2 })
      expect(page.words).toContain(`'${page.name}'`)
      expect(page.kindsFound.reduce((sum, kind) => sum + kind.images, 0)).toBe(16)
    }
    for (const { score, label, suggested } of (await open.errors()).errors) {
      expect(score).toBeGreaterThan(0.5)
      expect(label).not.toBe(suggested)
    }
    expect((await open.duplicates()).threshold).toBeGreaterThanOrEqual(0)
  })
})

it('does nothing where all of it is there, and makes it again with another model or dataset', async () => {
  const { run, data } = await untrainedRun(temporary(), classes)
  await prepared(run)
  expect(await prepared(run)).toEqual(['opening the dataset'])
  await plant(data, ['a/x/new.png'], await patterned(10, 8, 99))
  expect(await prepared(run)).toContain('thumbnails')
  await within(run, async ({ detail }) => expect(detail.rows).toBe(33))
  const model = readFileSync(join(run, 'model.onnx'))
  // A field that no reader knows: another file, the same model.
  appendFileSync(join(run, 'model.onnx'), Uint8Array.of(0x98, 0x3f, 0x01))
  expect(await preparedState(run)).toBe('stale')
  expect(await prepared(run)).toContain('thumbnails')
  expect(await preparedState(run)).toBe('ready')
  writeFileSync(join(run, 'model.onnx'), model)
  expect(await preparedState(run)).toBe('stale')
})

it('a damaged prepared folder is made again', async () => {
  const { run } = await untrainedRun(temporary(), classes)
  await prepared(run)
  rmSync(join(preparedFolder(run), 'map.f32'))
  await prepared(run)
  await within(run, async ({ detail }) => expect(detail.rows).toBe(32))
})

it('a dataset that is gone is an error that names it, and what was prepared stays', async () => {
  const { run, data } = await untrainedRun(temporary(), classes)
  await prepared(run)
  renameSync(data, `${data}-moved`)
  await expect(prepared(run)).rejects.toThrow(
    `${run}: its dataset '${data}' must be there as it was when it was trained: the folder or file must exist, got '${data}'; put it back`,
  )
  await within(run, async ({ detail }) => expect(detail.rows).toBe(32))
})

it('images that are corrupt, empty or no images are listed and are no rows', async () => {
  const { run, data } = await untrainedRun(temporary(), classes)
  writeFileSync(join(data, 'a/x/0.png'), 'no image')
  writeFileSync(join(data, 'b/y/7.png'), (await patterned(10, 8, 3)).subarray(0, 60))
  await prepared(run)
  await within(run, async (open) => {
    expect(open.detail.rows).toBe(30)
    expect(open.detail.skipped.map(({ name }) => name)).toEqual(['a/x/0.png', 'b/y/7.png'])
    expect((await open.records([0]))[0]).toMatchObject({ name: 'a/x/1.png', image: 1 })
  })
})

it('a dataset of which no image decodes any more is an error', async () => {
  const { run, data } = await untrainedRun(temporary(), { 'a/x': 2, 'b/x': 2 })
  for (const path of ['a/x/0', 'a/x/1', 'b/x/0', 'b/x/1']) writeFileSync(join(data, `${path}.png`), 'no image')
  await expect(prepared(run)).rejects.toThrow(
    /at least one of its 4 images must decode; the first, 'a\/x\/0\.png', did not/,
  )
  expect(existsSync(preparedFolder(run))).toBe(false)
})

it('a model that is missing, cut off, or not finite is an error that names it', async () => {
  const { run } = await untrainedRun(temporary(), classes)
  const path = join(run, 'model.onnx')
  writeFileSync(path, readFileSync(path).subarray(0, 200))
  await expect(prepared(run)).rejects.toThrow(`${path}: must be a whole model`)
  rmSync(path)
  await expect(prepared(run)).rejects.toThrow(`${path}: a training writes its model when it ends`)
  const odd = await untrainedRun(temporary(), classes, { weight: Number.NaN })
  await expect(prepared(odd.run)).rejects.toThrow(
    /model\.onnx: must give finite embeddings, and of 'a\/x\/0\.png' it does not, got NaN; its training diverged/,
  )
  for (const folder of [run, odd.run]) expect(readdirSync(workFolder(folder))).toEqual([])
})

it('a configuration of another version is an error that names the file', async () => {
  const { run } = await untrainedRun(temporary(), classes, { settings: { flavour: 'new' } })
  await expect(prepared(run)).rejects.toThrow(`${join(run, 'config.json')}: there is no setting 'flavour'`)
})

it('without a finer label there are no finer classes; a class of one image and a collapsed embedding are no trouble', async () => {
  const { run } = await untrainedRun(temporary(), { a: 8, b: 8, c: 1 }, { weight: 0.01, dimension: 2 })
  await prepared(run)
  await within(run, async (open) => {
    expect(open.detail).toMatchObject({ label: 'class', evaluateLabel: 'class', map: { kind: 'circle', kept: 1 } })
    const { list, pages } = await open.classes()
    expect(list.finer).toBe(null)
    const single = pages.find(({ name }) => name === 'c')!
    expect(single).toMatchObject({ images: 1, verdict: 'too few images', kinds: 1, spread: null, recallAt1: null })
    expect(single).toMatchObject({ finerRecallAt1: null, finerClasses: null, confusedWith: [], finerConfusions: [] })
    // All on one point, or on two: near-duplicates everywhere, each pair with its distance.
    const { pairs } = await open.duplicates()
    expect(pairs.length).toBeGreaterThan(10)
  })
})

it('of one class alone nothing can be told apart: an error says so', async () => {
  const { run } = await untrainedRun(temporary(), { a: 6 })
  await expect(prepared(run)).rejects.toThrow(/needs at least two classes|must be/)
  expect(existsSync(preparedFolder(run))).toBe(false)
})

it('broken off, it leaves nothing, and what killed processes left is swept', async () => {
  const { run } = await untrainedRun(temporary(), classes)
  mkdirSync(join(workFolder(run), 'new/columns'), { recursive: true })
  writeFileSync(join(workFolder(run), 'new/embeddings.f32'), 'half')
  for (const stage of ['embedding', 'neighbours', 'kinds', 'thumbnails']) {
    const abort = new AbortController()
    const onProgress = (at: string): void => {
      if (at === stage) abort.abort()
    }
    await expect(prepareRun(run, { onProgress, signal: abort.signal })).rejects.toThrow(/abort/)
    expect(existsSync(preparedFolder(run))).toBe(false)
    expect(readdirSync(workFolder(run))).toEqual([])
  }
  await prepared(run)
  await within(run, async ({ detail }) => expect(detail.rows).toBe(32))
})

it('two that prepare the same run at a time: one waits, and finds it done', async () => {
  const { run } = await untrainedRun(temporary(), classes)
  const [one, other] = await Promise.all([prepared(run), prepared(run)])
  const [worked, waited] = one.includes('thumbnails') ? [one, other] : [other, one]
  expect(worked).toContain('thumbnails')
  expect(waited).toEqual(['waiting for another process that prepares it', 'opening the dataset'])
})
