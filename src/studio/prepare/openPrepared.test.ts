import {
  appendFileSync,
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporary } from '../../data/images.testing.ts'
import { layout } from './layout.ts'
import { openPrepared } from './openPrepared.ts'
import type { Prepared } from './prepared.ts'
import { preparedFolder } from './preparedFolder.ts'
import { preparedState } from './preparedState.ts'
import { writeSyntheticRun } from './synthetic.testing.ts'

const wanted = { rows: 100, classes: 3, dimension: 4, seed: 0 }

async function synthetic(): Promise<string> {
  const run = temporary()
  await writeSyntheticRun(run, wanted)
  return run
}

const firstBlock = async (prepared: Prepared): Promise<unknown> => (await prepared.embeddings().next()).value

it('gives embeddings in blocks, the map, and what is said of each row', async () => {
  const run = await synthetic()
  const prepared = await openPrepared(run)
  const blocks: [number, Float32Array][] = []
  for await (const block of prepared.embeddings({ bytes: 4 * 4 * 40 })) blocks.push(block)
  expect(blocks.map(([from, rows]) => [from, rows.length])).toEqual([
    [0, 160],
    [40, 160],
    [80, 80],
  ])
  const all = new Float32Array(blocks.flatMap(([, rows]) => [...rows]))
  const stored = Uint8Array.from(readFileSync(join(preparedFolder(run), layout.embeddings)))
  expect(all).toEqual(new Float32Array(stored.buffer))
  expect(await prepared.mapValues()).toHaveLength(200)
  expect(await prepared.rowInfo([7, 4])).toEqual([
    {
      row: 7,
      name: 'class 2/7.png',
      labels: ['class 2', 'class 2/3', 'class 2/3', 'test', expect.stringMatching(/right|wrong/)],
    },
    { row: 4, name: 'class 2/4.png', labels: ['class 2', 'class 2/2', 'class 2/2', 'train', null] },
  ])
  await prepared.close()
})

it('gives the nearest of rows with their names, whether they are right, and no more than are kept', async () => {
  const prepared = await openPrepared(await synthetic())
  const [of5, of0] = await prepared.neighbours([5, 0], 100)
  expect([of5!.row, of0!.row]).toEqual([5, 0])
  expect(of5!.neighbours.length).toBeLessThanOrEqual(prepared.detail.depth)
  for (const { neighbours } of [of5!, of0!])
    for (const [i, one] of neighbours.entries()) {
      expect(one.distance).toBeGreaterThanOrEqual(neighbours[i - 1]?.distance ?? 0)
      expect(one.name).toBe(`class ${(one.row % 3) + 1}/${one.row}.png`)
    }
  const [info] = await prepared.rowInfo([of5!.neighbours[0]!.row])
  expect(of5!.neighbours[0]).toMatchObject({ label: info!.labels[1], right: info!.labels[1] === 'class 3/2' })
  await prepared.close()
})

it('gives each class by itself, all in the order of the list, and none that there is not', async () => {
  const prepared = await openPrepared(await synthetic())
  const { list, pages } = await prepared.classes()
  expect(list).toEqual(await prepared.classList())
  expect(pages.map(({ name }) => name)).toEqual(list.classes.map(({ name }) => name))
  for (const page of pages) expect(await prepared.classPage(page.class)).toEqual(page)
  for (const none of [-1, 3, 0.5]) expect(await prepared.classPage(none)).toBeNull()
  await prepared.close()
})

it('rows, columns and counts of neighbours that there are not are errors', async () => {
  const prepared = await openPrepared(await synthetic())
  for (const row of [-1, 100, 0.5, Number.NaN]) {
    await expect(prepared.records([row])).rejects.toThrow(/its rows go from 0 to 99, got/)
    await expect(prepared.thumbnail(row)).rejects.toThrow(/its rows go from 0 to 99/)
    await expect(prepared.neighbours([row], 1)).rejects.toThrow(/its rows go from 0 to 99/)
  }
  await expect(prepared.columnValues(5)).rejects.toThrow(/its columns go from 0 to 4, got 5/)
  await expect(prepared.nearest([0], 0)).rejects.toThrow(/1 to 24 neighbours of each image are kept, got 0/)
  await prepared.close()
})

it('what was opened stays the same where the folder is replaced meanwhile', async () => {
  const run = await synthetic()
  const prepared = await openPrepared(run)
  const before = await firstBlock(prepared)
  await writeSyntheticRun(run, { ...wanted, seed: 1 })
  expect(await firstBlock(prepared)).toEqual(before)
  await prepared.close()
  const now = await openPrepared(run)
  expect(await firstBlock(now)).not.toEqual(before)
  await now.close()
})

it('is ready as it was written, stale with another model, configuration or format, and none without a folder', async () => {
  const run = await synthetic()
  expect(await preparedState(run)).toBe('ready')
  const model = readFileSync(join(run, 'model.onnx'))
  appendFileSync(join(run, 'model.onnx'), 'x')
  expect(await preparedState(run)).toBe('stale')
  writeFileSync(join(run, 'model.onnx'), model)
  expect(await preparedState(run)).toBe('ready')
  appendFileSync(join(run, 'config.json'), ' ')
  expect(await preparedState(run)).toBe('stale')
  const detail = join(preparedFolder(run), layout.detail)
  writeFileSync(detail, readFileSync(detail, 'utf8').replace(/"format":\d+/, '"format":999'))
  expect(await preparedState(run)).toBe('stale')
  await expect(openPrepared(run)).rejects.toThrow(/detail\.json: must describe a prepared run, but at format: /)
  rmSync(preparedFolder(run), { recursive: true })
  expect(await preparedState(run)).toBe('none')
  await expect(openPrepared(run)).rejects.toThrow(/must have been prepared to be looked at; prepare it first/)
})

for (const name of [
  layout.embeddings,
  layout.neighbours,
  layout.rows,
  layout.rowOffsets,
  layout.column(2),
  layout.classes,
  layout.classPages,
]) {
  it(`${name} cut off counts as none, and is no folder to open`, async () => {
    const run = await synthetic()
    const path = join(preparedFolder(run), name)
    truncateSync(path, readFileSync(path).length - 1)
    expect(await preparedState(run)).toBe('none')
    await expect(openPrepared(run)).rejects.toThrow(
      new RegExp(`${name}: must be of \\d+ bytes, got \\d+; delete the folder`),
    )
  })

  it(`${name} with one bit turned is no folder to open`, async () => {
    const run = await synthetic()
    const path = join(preparedFolder(run), name)
    const file = openSync(path, 'r+')
    writeSync(file, Uint8Array.of(readFileSync(path)[9]! ^ 1), 0, 1, 9)
    closeSync(file)
    await expect(openPrepared(run)).rejects.toThrow(new RegExp(`${name}: must have the checksum`))
  })
}

it('a detail that is cut off, or no JSON object, counts as none', async () => {
  const run = await synthetic()
  const path = join(preparedFolder(run), layout.detail)
  const text = readFileSync(path, 'utf8')
  for (const broken of [text.slice(0, 50), '[]', 'null', '', text.replace(/"rows":\d+/, '"rows":-1')]) {
    writeFileSync(path, broken)
    expect(await preparedState(run)).toBe('none')
    await expect(openPrepared(run)).rejects.toThrow(/detail\.json: .*; delete the folder: it is made again/)
  }
})

it('a thumbnail that is no WebP any more is an error', async () => {
  const run = await synthetic()
  writeFileSync(
    join(preparedFolder(run), layout.thumbnails),
    Buffer.alloc(readFileSync(join(preparedFolder(run), layout.thumbnails)).length),
  )
  const prepared = await openPrepared(run)
  await expect(prepared.thumbnail(0)).rejects.toThrow(/thumbnails\.bin: must hold a WebP for row 0/)
  await prepared.close()
})
