import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf } from '../../runs/comparison.ts'
import { type Data, dataOf } from '../../runs/dataOf.ts'
import { judgeEmbedder } from '../../runs/judgeEmbedder.ts'
import { modelOf } from '../../runs/modelOf.ts'
import { configIn } from '../../runs/storedRun.ts'
import { openPrepared } from '../prepare/openPrepared.ts'
import type { Prepared } from '../prepare/prepared.ts'
import { prepareRun } from '../prepare/prepareRun.ts'
import { untrainedRun } from '../prepare/untrained.testing.ts'
import type { ReportedEmbedding } from './reportedEmbedding.ts'
import { type SampledRun, sampledEmbeddings } from './sampledEmbeddings.ts'
import { shownNeighbours } from './sampleOf.ts'

/** Two finer classes in either class; a fifth of each are queries, and the rest their gallery. */
const classes = { 'a/x': 30, 'a/y': 30, 'b/x': 30, 'b/y': 30 }

describe('sampledEmbeddings', () => {
  const root = mkdtempSync(join(tmpdir(), 'nearkin sampled '))
  let data: Data
  let run: SampledRun
  let whole: Prepared
  let held: ReportedEmbedding

  beforeAll(async () => {
    const made = await untrainedRun(root, classes)
    const { settings, form } = configIn(made.run)
    data = await dataOf(settings, form)
    const embedder = await modelOf(made.run, data.intake, 'cpu')
    const judgement = await judgeEmbedder(embedder, data).finally(() => embedder.close())
    run = { name: 'untrained', folder: made.run, settings, judgement }
    await prepareRun(made.run, { onProgress() {} })
    whole = await openPrepared(made.run)
    held = (await sampledEmbeddings([run], data))[0]!
  }, 60_000)

  afterAll(async () => {
    await whole?.close()
    await data?.close()
    rmSync(root, { recursive: true })
  })

  const rowsOf = (one: Pick<Prepared, 'detail'>): number[] => [...Array(one.detail.rows).keys()]
  const columnOf = async (one: ReportedEmbedding, wanted: string): Promise<Int32Array> =>
    one.columnValues(one.detail.columns.findIndex(({ name }) => name === wanted))

  it('shows the queries and what was found for them, and says of how many images', async () => {
    const right = await columnOf(held, 'right')
    expect(right.filter((value) => value >= 0)).toHaveLength(24)
    expect(held.detail.rows).toBeGreaterThan(24)
    expect(held.detail.sampleOf).toBe(120)
    expect(held.detail.notes[0]).toContain(`${held.detail.rows} of the 120 images`)
    const names = (await held.records(rowsOf(held))).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect((await held.mapValues()).every(Number.isFinite)).toBe(true)
  })

  it('finds the neighbours, and what is right, as the run that was prepared whole does', async () => {
    const placeOf = new Map((await whole.records(rowsOf(whole))).map(({ name }, row) => [name, row]))
    const names = (await held.records(rowsOf(held))).map(({ name }) => name)
    const [right, rightInWhole] = [await columnOf(held, 'right'), await columnOf(whole, 'right')]
    const [label, labelInWhole] = [await columnOf(held, 'fine'), await columnOf(whole, 'fine')]
    for (const row of rowsOf(held).filter((one) => right[one]! >= 0)) {
      const place = placeOf.get(names[row]!)!
      expect(right[row]).toBe(rightInWhole[place])
      expect(label[row]).toBe(labelInWhole[place])
      const near = await held.nearest([row], shownNeighbours)
      const nearInWhole = await whole.nearest([place], shownNeighbours)
      expect([...near.rows].map((one) => placeOf.get(names[one]!))).toEqual([...nearInWhole.rows])
      for (const [n, distance] of near.distances.entries()) expect(distance).toBeCloseTo(nearInWhole.distances[n]!, 5)
    }
    const { recallAt1, effectiveRank } = held.detail
    expect([recallAt1, effectiveRank]).toEqual([columnsOf(data)[0]!.of(run.judgement), run.judgement.effectiveRank])
  })

  it('ends a list where a neighbour is not shown, and has the nearest of every query', async () => {
    const [few] = await sampledEmbeddings([run], data, { most: 4 })
    const right = await columnOf(few!, 'right')
    const queries = rowsOf(few!).filter((row) => right[row]! >= 0)
    expect(queries).toHaveLength(4)
    const others = rowsOf(few!).filter((row) => right[row]! < 0)
    const near = await few!.nearest([...queries, ...others], 3)
    for (const [i] of queries.entries()) expect(near.rows[3 * i]).toBeGreaterThanOrEqual(0)
    expect([...near.rows.subarray(3 * queries.length)]).toEqual(others.flatMap(() => [-1, -1, -1]))
  })

  it('shows runs over the same images in the same rows, and an image that has gone as none', async () => {
    const [one, other] = await sampledEmbeddings([run, run], data, { most: 4 })
    expect(await one!.records(rowsOf(one!))).toEqual(await other!.records(rowsOf(other!)))
    expect(one!.detail.images).toBe(other!.detail.images)
    expect(await held.thumbnail(0)).toBeInstanceOf(Uint8Array)
    rmSync(join(root, 'data'), { recursive: true })
    expect(await held.thumbnail(0)).toBeNull()
  })
})
