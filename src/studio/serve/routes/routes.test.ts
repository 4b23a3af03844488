import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ClassList, Neighbours, RowInfo, RunDetail, RunList, Wall } from '../../api.ts'
import { writeSyntheticRun } from '../../prepare/synthetic.testing.ts'
import { ask, askJson, temporaryFolder, testStudio } from '../studio.testing.ts'

const studioOf = async (rows = 120) => {
  const folder = temporaryFolder()
  for (const [i, name] of ['first', 'second'].entries())
    await writeSyntheticRun(join(folder, name), { rows, classes: 4, dimension: 8, seed: i })
  const studio = await testStudio([folder])
  const { runs } = await askJson<RunList>(studio, '/api/runs')
  return { studio, folder, ids: runs.map(({ id }) => id) }
}

const until = async <T>(look: () => Promise<T>, holds: (value: T) => boolean): Promise<T> => {
  for (;;) {
    const value = await look()
    if (holds(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const ready = async () => {
  const opened = await studioOf()
  await until(
    () => askJson<RunList>(opened.studio, '/api/runs'),
    ({ runs }) => runs.every(({ prepared }) => prepared.state === 'ready'),
  )
  return opened
}

describe('resources of a prepared run', () => {
  it('are its detail, its map and its columns, as they are kept', async () => {
    const { studio, ids } = await ready()
    const detail = await askJson<RunDetail>(studio, `/api/runs/${ids[0]}`)
    expect(detail).toMatchObject({ rows: 120, dimension: 8, dataset: 'synthetic' })
    const map = await ask(studio, `/api/runs/${ids[0]}/map`)
    expect(map.bytes.length).toBe(120 * 2 * 4)
    const column = await ask(studio, `/api/runs/${ids[0]}/columns/0`)
    expect([...new Int32Array(column.bytes.buffer.slice(column.bytes.byteOffset)).subarray(0, 5)]).toEqual([
      0, 1, 2, 3, 0,
    ])
    const again = await ask(studio, `/api/runs/${ids[0]}/map`, { headers: { 'if-none-match': map.headers.etag! } })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  it('tell their size where only that is asked', async () => {
    const { studio, ids } = await ready()
    const answer = await ask(studio, `/api/runs/${ids[0]}/map`, { method: 'HEAD' })
    expect([answer.status, answer.headers['content-length'], answer.bytes.length]).toEqual([200, '960', 0])
    expect((await ask(studio, '/api/events', { method: 'HEAD' })).status).toBe(200)
  })

  it('tell names, labels and neighbours of rows', async () => {
    const { studio, ids } = await ready()
    const rows = await askJson<RowInfo[]>(studio, `/api/runs/${ids[0]}/rows?of=5,0`)
    expect(rows.map(({ row, name, labels }) => [row, name, labels[0]])).toEqual([
      [5, 'class 2/5.png', 'class 2'],
      [0, 'class 1/0.png', 'class 1'],
    ])
    const [near] = await askJson<Neighbours[]>(studio, `/api/runs/${ids[0]}/neighbours?of=7&k=3`)
    expect(near!.neighbours).toHaveLength(3)
    expect(near!.neighbours.map(({ row }) => row)).not.toContain(7)
  })

  it('are small pictures that a browser keeps for good where the address says of which preparation', async () => {
    const { studio, ids } = await ready()
    const { runs } = await askJson<RunList>(studio, '/api/runs')
    const path = `/api/runs/${ids[0]}/thumbnails/3`
    const picture = await ask(studio, path)
    expect(picture.headers['content-type']).toBe('image/webp')
    expect(picture.bytes.subarray(0, 4).toString()).toBe('RIFF')
    expect(picture.headers['cache-control']).toBe('private, no-cache')
    const kept = await ask(studio, `${path}?v=${runs[0]!.stamp}`)
    expect(kept.headers['cache-control']).toContain('immutable')
    expect((await ask(studio, path, { headers: { 'if-none-match': picture.headers.etag! } })).status).toBe(304)
  })

  it('are classes, likely errors and near-duplicates', async () => {
    const { studio, ids } = await ready()
    const list = await askJson<ClassList>(studio, `/api/runs/${ids[0]}/classes`)
    expect(list.classes).toHaveLength(4)
    expect((await askJson<{ name: string }>(studio, `/api/runs/${ids[0]}/classes/1`)).name).toBe('class 2')
    expect(await askJson(studio, `/api/runs/${ids[0]}/errors`)).toHaveProperty('errors')
    expect(await askJson(studio, `/api/runs/${ids[0]}/duplicates`)).toHaveProperty('pairs')
  })

  it('are complaints with a status where there is no such thing', async () => {
    const { studio, ids } = await ready()
    for (const path of [
      '/api/runs/nobody',
      `/api/runs/${ids[0]}/columns/99`,
      `/api/runs/${ids[0]}/rows?of=120`,
      `/api/runs/${ids[0]}/rows?of=-1`,
      `/api/runs/${ids[0]}/thumbnails/1e2`,
      `/api/runs/${ids[0]}/classes/77`,
      '/api/nothing',
      '/nothing.js',
    ]) {
      const answer = await ask(studio, path)
      expect([path, answer.status]).toEqual([path, 404])
      expect(JSON.parse(answer.text)).toEqual({ complaint: expect.any(String) })
    }
    const many = Array.from({ length: 501 }, () => 1).join(',')
    expect((await ask(studio, `/api/runs/${ids[0]}/rows?of=${many}`)).status).toBe(400)
    expect((await ask(studio, `/api/runs/${ids[0]}/neighbours?of=1&k=0`)).status).toBe(400)
  })
})

describe('the wall', () => {
  it('shows queries of the first run with the neighbours that each run finds', async () => {
    const { studio, ids } = await ready()
    const wall = await askJson<Wall>(studio, `/api/wall?runs=${ids.join(',')}&count=5`)
    // Every seventh row is a query.
    expect(wall.queries.map(({ row }) => row)).toEqual([0, 7, 14, 21, 28])
    expect(wall.total).toBe(Math.ceil(120 / 7))
    expect(wall.queries[0]!.answers.map(({ run }) => run)).toEqual(ids)
    expect(wall.queries[0]!.answers[1]!.neighbours.length).toBeGreaterThan(3)
  })

  it('counts failures, and shows them alone, or those of a class', async () => {
    const { studio, ids } = await ready()
    const all = await askJson<Wall>(studio, `/api/wall?runs=${ids.join(',')}`)
    const failures = await askJson<Wall>(studio, `/api/wall?runs=${ids[0]}&show=failures&count=100`)
    expect(failures.total).toBe(all.counts.wrong[0])
    expect(failures.queries.every(({ answers }) => answers[0]!.right === false)).toBe(true)
    const one = await askJson<Wall>(studio, `/api/wall?runs=${ids[0]}&class=class%202&level=class&count=100`)
    expect(one.queries.length).toBeGreaterThan(0)
    expect(one.queries.every(({ row }) => row % 4 === 1)).toBe(true)
  })

  it('shows where one run is wrong and another right', async () => {
    const { studio, ids } = await ready()
    const [a, b] = ids
    const turned = await askJson<Wall>(studio, `/api/wall?runs=${a},${b}&show=turned&wrong=${a}&right=${b}&count=100`)
    expect(turned.total).toBe(turned.counts.turned[0]![1])
    for (const { answers } of turned.queries) expect(answers.map(({ right }) => right)).toEqual([false, true])
    expect((await ask(studio, `/api/wall?runs=${a}&show=turned&wrong=${a}&right=${b}`)).status).toBe(400)
    expect((await ask(studio, '/api/wall')).status).toBe(400)
  })
})

describe('the page', () => {
  it('is one document for the address of every view', async () => {
    const { studio } = await studioOf(40)
    for (const path of ['/', '/map', '/neighbours?runs=a', '/classes', '/training', '/compare', '/curate']) {
      const answer = await ask(studio, path)
      expect([path, answer.status, answer.headers['content-type']]).toEqual([path, 200, 'text/html; charset=utf-8'])
    }
  })

  it('is compressed as the browser likes it, and its hashed files are kept for good', async () => {
    const { studio } = await studioOf(40)
    const path = '/assets/index-abcdefgh.js'
    const plain = await ask(studio, path)
    const brotli = await ask(studio, path, { headers: { 'accept-encoding': 'gzip, br' } })
    const gzip = await ask(studio, path, { headers: { 'accept-encoding': 'gzip' } })
    expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true)
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true)
    expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 10)
    expect(plain.headers['cache-control']).toContain('immutable')
    expect((await ask(studio, '/')).headers['cache-control']).toBe('no-cache')
    expect((await ask(studio, path, { headers: { 'if-none-match': plain.headers.etag! } })).status).toBe(304)
  })
})
