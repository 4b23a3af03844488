import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClassPage, RowInfo, RunDetail, RunList, Wall } from '../api.ts'
import { answerReport } from '../page/data/report/answerReport.ts'
import { openPrepared } from '../prepare/openPrepared.ts'
import type { Prepared } from '../prepare/prepared.ts'
import { writeSyntheticRun } from '../prepare/synthetic.testing.ts'
import { resourcesIn, summary } from './export.testing.ts'
import { studioReport } from './studioReport.ts'

const words = { title: 'T', subtitle: 'S', command: 'nearkin report', created: '2026-01-01T00:00:00.000Z' }

describe('studioReport', () => {
  let folder: string
  let runs: Prepared[]
  let html: string
  let resources: Record<string, unknown>
  let ask: (path: string) => unknown

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nearkin export '))
    for (const seed of [0, 1])
      await writeSyntheticRun(join(folder, `${seed}`), { rows: 6_000, classes: 8, dimension: 4, seed })
    runs = await Promise.all(['0', '1'].map((name) => openPrepared(join(folder, name))))
    html = await studioReport({
      words,
      comparison: null,
      runs: [
        ...runs.map((prepared, i) => ({ summary: summary(`run${i}`), prepared, log: null, looks: [] })),
        { summary: summary('seed1'), prepared: null, log: null, looks: [] },
      ],
    })
    resources = resourcesIn(html)
    ask = answerReport(resources)
  }, 60_000)

  afterAll(async () => {
    await Promise.all(runs.map((run) => run.close()))
    rmSync(folder, { recursive: true })
  })

  it('shows a sample of the images: few enough for a small file, and says of how many they are', () => {
    const { rows, sampleOf } = resources['/api/runs/run0'] as RunDetail
    expect(sampleOf).toBe(6_000)
    expect(rows).toBeGreaterThan(857)
    expect(rows).toBeLessThan(4000)
    expect(html.length).toBeLessThan(6e6)
  })

  it('says of a sampled image what the run says of it', async () => {
    const { rows } = resources['/api/runs/run1'] as RunDetail
    const told = ask(`/api/runs/run1/rows?of=0,${rows - 1}`) as RowInfo[]
    for (const { name, labels } of told) {
      const row = Number(/\/(\d+)\.png$/.exec(name)![1])
      expect((await runs[1]!.rowInfo([row]))[0]).toEqual({ row, name, labels })
    }
  })

  it('has the neighbours of some queries as every run has them, all of them images of the sample', async () => {
    const wall = ask('/api/wall?runs=run0,run1&count=100') as Wall
    expect(wall.total).toBe(30)
    for (const { name, answers } of wall.queries)
      for (const [i, { neighbours }] of answers.entries()) {
        const row = Number(/\/(\d+)\.png$/.exec(name)![1])
        const whole = (await runs[i]!.neighbours([row], 10))[0]!.neighbours
        expect(neighbours.map(({ name, right, distance }) => ({ name, right, distance }))).toEqual(
          whole.map(({ name, right, distance }) => ({ name, right, distance })),
        )
      }
  })

  it('has the pages of the classes, their images being those of the sample', async () => {
    const { pages } = await runs[0]!.classes()
    const page = resources['/api/runs/run0/classes/2'] as ClassPage
    const kind = page.kindsFound[0]!
    const whole = pages[2]!.kindsFound[0]!
    const names = (ask(`/api/runs/run0/rows?of=${kind.typical}`) as RowInfo[]).map(({ name }) => name)
    expect(names).toEqual((await runs[0]!.records(whole.typical)).map(({ name }) => name))
    expect({ ...kind, typical: [], atypical: [] }).toEqual({ ...whole, typical: [], atypical: [] })
  })

  it('lists a run of which no image is shown, and no folder of this machine', () => {
    const list = resources['/api/runs'] as RunList
    expect(list.runs.map(({ prepared }) => prepared.state)).toEqual(['ready', 'ready', 'failed'])
    expect(html).not.toContain('/somewhere/')
  })
})
