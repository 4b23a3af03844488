import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../data/images.testing.ts'
import type { RunList, SearchResult } from '../../api.ts'
import { openPrepared } from '../../prepare/openPrepared.ts'
import { preparedFolder } from '../../prepare/preparedFolder.ts'
import { writeSyntheticRun } from '../../prepare/synthetic.testing.ts'
import { nearestTo } from '../search/nearestTo.ts'
import type { Studio } from '../serveStudio.ts'
import { ask, askJson, inProcess, temporaryFolder, testStudio } from '../studio.testing.ts'

async function ready(options = {}) {
  const folder = join(temporaryFolder(), 'run')
  await writeSyntheticRun(folder, { rows: 200, classes: 4, dimension: 8, seed: 0 })
  const studio = await testStudio([folder], options)
  for (;;) {
    const { runs } = await askJson<RunList>(studio, '/api/runs')
    if (runs[0]!.prepared.state === 'ready') return { studio, folder }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const post = (studio: Studio, body: Uint8Array, query = 'runs=run&k=3', headers = {}) =>
  ask(studio, `/api/search?${query}`, {
    method: 'POST',
    body,
    headers: {
      origin: `http://127.0.0.1:${studio.port}`,
      'content-type': 'application/octet-stream',
      ...headers,
    },
  })

describe("a query of one's own", () => {
  it('finds the nearest images of each run', async () => {
    const { studio } = await ready()
    const answer = await post(studio, await plain(8, 8))
    expect(answer.status).toBe(200)
    const { picture, answers } = JSON.parse(answer.text) as SearchResult
    expect(picture).toMatch(/^data:image\/webp;base64,/)
    expect(answers.map(({ run, neighbours }) => [run, neighbours.length])).toEqual([['run', 3]])
    const { neighbours } = answers[0]!
    expect(neighbours.every(({ right, label, name }) => right === null && label !== null && name !== '')).toBe(true)
    expect(neighbours.map(({ distance }) => distance)).toEqual(
      neighbours.map(({ distance }) => distance).sort((a, b) => a - b),
    )
  })

  it('is refused in words where it is no image, too large, or of no run', async () => {
    const { studio } = await ready()
    const words = async (body: Uint8Array, query?: string) => {
      const { status, text } = await post(studio, body, query)
      return [status, (JSON.parse(text) as { complaint: string }).complaint]
    }
    expect(await words(Buffer.from('<script>alert(1)</script>'))).toEqual([
      422,
      expect.stringMatching(/must be a whole image/),
    ])
    expect(await words(Buffer.alloc(0))).toEqual([422, expect.stringMatching(/0 bytes/)])
    expect(await words(await plain(), 'runs=none')).toEqual([404, expect.stringMatching(/no run 'none'/)])
    expect(await words(await plain(), 'runs=run&k=1e9')).toEqual([400, expect.stringMatching(/^k must be/)])
  })

  it('of more than 20 million bytes is not taken in, whatever its length is said to be', async () => {
    const { studio } = await ready()
    const large = Buffer.alloc(20_000_001)
    const told = await post(studio, large).catch((error: NodeJS.ErrnoException) => error.code)
    expect(typeof told === 'object' ? told.status : told).toSatisfy(
      // Either the answer came through, or the connection was closed before all was sent.
      (value: unknown) => value === 413 || value === 'EPIPE' || value === 'ECONNRESET',
    )
    const chunked = await post(studio, large, undefined, { 'transfer-encoding': 'chunked' }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    )
    expect(typeof chunked === 'object' ? chunked.status : chunked).toSatisfy(
      (value: unknown) => value === 413 || value === 'EPIPE' || value === 'ECONNRESET',
    )
    expect((await post(studio, await plain(8, 8))).status).toBe(200)
  })

  it('waits for none without end: those beyond what can be taken in are refused at once', async () => {
    const slow = inProcess(() => new Promise<never>(() => {}))
    const { studio } = await ready({ helpers: { pictures: slow, search: slow } })
    const picture = await plain(8, 8)
    for (let i = 0; i < 2; i++) void post(studio, picture).catch(() => {})
    let status = 0
    while (status !== 503) {
      const third = await Promise.race([
        post(studio, picture),
        new Promise<null>((resolve) => setTimeout(() => resolve(null), 100)),
      ])
      status = third?.status ?? 0
    }
    expect((await ask(studio, '/api/runs')).status).toBe(200)
  })
})

describe('nearestTo', () => {
  it('finds what a full sort finds, over several blocks', async () => {
    const folder = join(temporaryFolder(), 'run')
    await writeSyntheticRun(folder, { rows: 500, classes: 4, dimension: 8, seed: 3 })
    const prepared = await openPrepared(folder)
    const file = readFileSync(join(preparedFolder(folder), 'embeddings.f32'))
    const all = new Float32Array(file.buffer.slice(file.byteOffset, file.byteOffset + file.length))
    const query = all.slice(80, 88)
    const distances = Array.from({ length: 500 }, (_, row) => ({
      row,
      distance: 1 - query.reduce((sum, x, j) => sum + x * all[row * 8 + j]!, 0),
    })).sort((a, b) => a.distance - b.distance)
    const blocks = { detail: prepared.detail, embeddings: () => prepared.embeddings({ bytes: 1000 }) }
    const found = await nearestTo(blocks, query, 10)
    expect(found.rows).toEqual(distances.slice(0, 10).map(({ row }) => row))
    expect(found.rows[0]).toBe(10)
    expect((await nearestTo(blocks, query, 1000)).rows).toHaveLength(500)
    await prepared.close()
  })
})
