import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RunList, StudioEvent } from '../api.ts'
import { layout } from '../prepare/layout.ts'
import { preparedFolder } from '../prepare/preparedFolder.ts'
import { writeSyntheticRun } from '../prepare/synthetic.testing.ts'
import type { Studio } from './serveStudio.ts'
import { ask, askJson, temporaryFolder, testStudio } from './studio.testing.ts'

async function runFolder(): Promise<string> {
  const folder = join(temporaryFolder(), 'run')
  await writeSyntheticRun(folder, { rows: 60, classes: 2, dimension: 2, seed: 0 })
  return folder
}

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}

const stateOf = async (studio: Studio) => (await askJson<RunList>(studio, '/api/runs')).runs[0]!.prepared

/** A stream of events, its text so far. */
function listen(studio: Studio): { text: () => string; status: Promise<number>; end: () => void } {
  let text = ''
  const sent = request({ host: '127.0.0.1', port: studio.port, path: '/api/events', agent: false })
  const status = new Promise<number>((resolve) => {
    sent.on('response', (response) => {
      response.on('data', (part: Buffer) => {
        text += part.toString()
      })
      response.on('error', () => {})
      resolve(response.statusCode!)
    })
    sent.on('error', () => resolve(0))
  })
  sent.end()
  onTestFinished(() => void sent.destroy())
  return { text: () => text, status, end: () => sent.destroy() }
}

describe('serveStudio', () => {
  it('takes the next port where the one asked for is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number }
    const studio = await testStudio([await runFolder()], { port })
    expect(studio.port).toBeGreaterThan(port)
    expect(studio.address).toBe(`http://127.0.0.1:${studio.port}/`)
    expect((await ask(studio, '/')).status).toBe(200)
  })

  it('fails on an address that is not of this machine', async () => {
    await expect(testStudio([await runFolder()], { host: '192.0.2.1' })).rejects.toThrow(
      /--host: must be an address of this machine/,
    )
  })

  it('prepares a finished run that is not prepared, says how far it is, and shows it then', async () => {
    const folder = await runFolder()
    let ready = false
    const heard: StudioEvent[] = []
    const gate = { open: () => {} }
    const opened = new Promise<void>((resolve) => {
      gate.open = resolve
    })
    const studio = await testStudio([folder], {
      isReady: async () => ready,
      onEvent: (event) => heard.push(event),
      async prepare(run, { onProgress }) {
        expect(run.folder).toBe(folder)
        onProgress('embedding', 3, 60)
        await opened
        ready = true
      },
    })
    await until(async () => (await stateOf(studio)).stage === 'embedding')
    expect(await stateOf(studio)).toMatchObject({ state: 'running', done: 3, total: 60 })
    const answer = await ask(studio, '/api/runs/run')
    expect([answer.status, JSON.parse(answer.text)]).toEqual([409, await stateOf(studio)])
    gate.open()
    await until(async () => (await stateOf(studio)).state === 'ready')
    expect((await ask(studio, '/api/runs/run')).status).toBe(200)
    expect(heard.flatMap((event) => (event.type === 'prepared' ? [event.prepared.state] : []))).toEqual([
      'waiting',
      'running',
      'running',
      'ready',
    ])
  })

  it('says why a run could not be prepared', async () => {
    const folder = await runFolder()
    const studio = await testStudio([folder], {
      isReady: async () => false,
      prepare: () => Promise.reject(new Error('the disk is full: free some space')),
    })
    await until(async () => (await stateOf(studio)).state === 'failed')
    expect((await stateOf(studio)).complaint).toBe('the disk is full: free some space')
    expect((await ask(studio, '/api/runs/run/map')).status).toBe(409)
  })

  it('says of a run that is deleted while it is open that it is gone', async () => {
    const folder = await runFolder()
    const studio = await testStudio([folder])
    await until(async () => (await stateOf(studio)).state === 'ready')
    expect((await ask(studio, '/api/runs/run/map')).status).toBe(200)
    rmSync(folder, { recursive: true })
    await studio.runs.look()
    expect((await askJson<RunList>(studio, '/api/runs')).runs[0]).toMatchObject({ id: 'run', state: 'gone' })
    const answer = await ask(studio, '/api/runs/run/map')
    expect([answer.status, answer.text]).toEqual([404, expect.stringMatching(/is not any more; put it back/)])
  })

  it('prepares again what was deleted, and complains of what is damaged', async () => {
    const folder = await runFolder()
    let prepared = 0
    const studio = await testStudio([folder], { prepare: async () => void prepared++ })
    await until(async () => (await stateOf(studio)).state === 'ready')
    writeFileSync(join(preparedFolder(folder), layout.detail), '{"format": 1}')
    const damaged = await ask(studio, '/api/runs/run')
    expect([damaged.status, damaged.text]).toEqual([500, expect.stringMatching(/detail\.json.*delete the folder/)])
    // A ready run is looked at once more when the studio begins.
    await until(() => prepared === 1)
    rmSync(preparedFolder(folder), { recursive: true })
    expect((await ask(studio, '/api/runs/run')).status).toBe(409)
    await until(() => prepared > 1)
  })

  it('sends hostile names as JSON that says it is nothing else', async () => {
    const folder = await runFolder()
    const path = join(preparedFolder(folder), layout.detail)
    const detail = JSON.parse(readFileSync(path, 'utf8')) as { columns: { classes: string[] }[] }
    const name = '</script><img src=x onerror=alert(1)>\u2028"'
    detail.columns[0]!.classes[0] = name
    writeFileSync(path, JSON.stringify(detail))
    const studio = await testStudio([folder])
    await until(async () => (await stateOf(studio)).state === 'ready')
    const answer = await ask(studio, '/api/runs/run/rows?of=0')
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect((JSON.parse(answer.text) as { labels: string[] }[])[0]!.labels[0]).toBe(name)
  })
})

describe('events', () => {
  it('tell every page what happens', async () => {
    const folder = await runFolder()
    const studio = await testStudio([folder])
    const [one, other] = [listen(studio), listen(studio)]
    expect(await Promise.all([one.status, other.status])).toEqual([200, 200])
    writeFileSync(join(folder, 'log.jsonl'), '{"step": 1}\n')
    await studio.runs.look()
    for (const { text } of [one, other]) await until(() => text().includes('data: {"type":"log","run":"run"}\n\n'))
  })

  it('are refused beyond as many as are let in, and let in again when some have gone', async () => {
    const studio = await testStudio([await runFolder()])
    const streams = Array.from({ length: 140 }, () => listen(studio))
    const statuses = await Promise.all(streams.map(({ status }) => status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(128)
    expect(statuses.filter((status) => status === 503)).toHaveLength(12)
    expect((await ask(studio, '/api/runs')).status).toBe(200)
    for (const { end } of streams) end()
    await until(async () => (await listen(studio).status) === 200)
  })

  it('end in order with the studio', async () => {
    const studio = await testStudio([await runFolder()])
    const { status } = listen(studio)
    await status
    await studio.close()
    await expect(ask(studio, '/api/runs')).rejects.toThrow()
  })
})

describe('slow clients', () => {
  it('that never end their headers are cut off, while others are answered', async () => {
    const studio = await testStudio([await runFolder()], {
      limits: { headersTimeout: 300, connectionsCheckingInterval: 50 },
    })
    const sockets = Array.from({ length: 40 }, () => connect(studio.port, '127.0.0.1'))
    for (const socket of sockets) {
      socket.on('error', () => {})
      socket.write('GET /api/runs HTTP/1.1\r\nHost: ')
    }
    expect((await ask(studio, '/api/runs')).status).toBe(200)
    await Promise.all(sockets.map((socket) => (socket.destroyed ? null : once(socket.resume(), 'close'))))
  })

  it('that never end what they send are cut off', async () => {
    const studio = await testStudio([await runFolder()], {
      limits: { headersTimeout: 300, requestTimeout: 400, connectionsCheckingInterval: 50 },
    })
    const socket = connect(studio.port, '127.0.0.1')
    socket.on('error', () => {})
    const { port } = studio
    socket.write(
      `POST /api/search?runs=run HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nContent-Type: image/png\r\nContent-Length: 1000\r\n\r\nx`,
    )
    await once(socket.resume(), 'close')
    expect((await ask(studio, '/api/runs')).status).toBe(200)
  })
})
