import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { writeSyntheticRun } from '../src/studio/prepare/synthetic.testing.ts'
import { median } from './timing.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

export interface StudioBench {
  /** Images of the run whose first view is timed, and of the one beside which the server's memory is measured. */
  readonly rows: number
  readonly largeRows: number
  readonly rounds: number
}

/** The studio as it is built, on prepared runs that are made up: how soon the map of one is seen in headless Chromium, what is loaded until
 *  then, how many thumbnails it serves, and how much memory its server takes at most while everything is asked of a large run. */
export async function benchStudio(
  { rows, largeRows, rounds }: StudioBench,
  say: (line: string) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nearkin-studio-'))
  try {
    await writeSyntheticRun(join(folder, 'small'), { rows, classes: 50, dimension: 64, seed: 0 })
    await serving(join(folder, 'small'), async ({ address }) => {
      if (existsSync(executablePath)) await firstView(address, rows, rounds, say)
      else say('no first view: there is no chromium (set CHROMIUM)')
      await thumbnails(address, rows, say)
    })
    await rm(join(folder, 'small'), { recursive: true })
    await writeSyntheticRun(join(folder, 'large'), { rows: largeRows, classes: 200, dimension: 64, seed: 0 })
    await serving(join(folder, 'large'), (studio) => memory(studio, largeRows, say))
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Served {
  readonly address: string
  readonly pid: number
}

/** Starts `nearkin studio` on a run, and waits until it is ready. */
async function serving(run: string, work: (served: Served) => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'studio', run, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const { address } = JSON.parse(line.toString()) as { address: string }
    const ready = async (): Promise<boolean> => {
      const { runs } = JSON.parse((await get(address, '/api/runs')).body.toString()) as {
        runs: { prepared: { state: string } }[]
      }
      return runs[0]?.prepared.state === 'ready'
    }
    while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 50))
    await work({ address, pid: child.pid! })
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
  }
}

/** From the beginning of the visit until the map's points are drawn. */
async function firstView(address: string, rows: number, rounds: number, say: (line: string) => void): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const times: number[] = []
  let [page, data] = [0, 0]
  try {
    for (let round = 0; round < rounds; round++) {
      // A context of its own: nothing is kept from the visit before.
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      const tab = await context.newPage()
      const sizes: Promise<void>[] = []
      const sum = { page: 0, data: 0 }
      tab.on('requestfinished', (finished) => {
        if (finished.url().endsWith('/api/events')) return
        sizes.push(
          finished.sizes().then(({ responseBodySize }) => {
            sum[finished.url().includes('/api/') ? 'data' : 'page'] += responseBodySize
          }),
        )
      })
      const began = performance.now()
      const points = tab.waitForResponse((response) => /\/api\/runs\/[^/]+\/map/.test(response.url()))
      await tab.goto(`${address}map`, { waitUntil: 'commit' })
      await (await points).finished()
      await tab.waitForFunction(isDrawn, undefined, { polling: 'raf' })
      times.push(performance.now() - began)
      await Promise.all(sizes)
      page = sum.page
      data = sum.data
      await context.close()
    }
  } finally {
    await browser.close()
  }
  say(
    `first view, map of ${rows.toLocaleString('en')} images: ${seconds(median(times))} s (${rounds} visits, the slowest ${seconds(Math.max(...times))} s)`,
  )
  say(`until then, compressed: page ${Math.round(page / 1000)} kB, data ${Math.round(data / 1000)} kB`)
}

/** In the page: whether the map's canvas shows anything but its ground. */
function isDrawn(): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>('.map-canvas canvas')
  if (!canvas || canvas.width === 0 || canvas.height === 0) return false
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  const pixels = new Uint32Array(data.buffer)
  return pixels.some((pixel) => pixel !== pixels[0])
}

/** Small pictures over six connections, as a browser asks for them. */
async function thumbnails(address: string, rows: number, say: (line: string) => void): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const count = 3000
  const began = performance.now()
  let next = 0
  const work = async (): Promise<void> => {
    while (next < count) await get(address, `/api/runs/small/thumbnails/${(next++ * 7) % rows}`, { agent })
  }
  await Promise.all(Array.from({ length: 6 }, work))
  agent.destroy()
  say(`thumbnails: ${Math.round(count / ((performance.now() - began) / 1000))} a second over six connections`)
}

/** Asks for all that there is, several things at a time. */
async function memory({ address, pid }: Served, rows: number, say: (line: string) => void): Promise<void> {
  const at = '/api/runs/large'
  const spread = (n: number): string => Array.from({ length: n }, (_, i) => Math.floor((i * rows) / n)).join(',')
  const resources = [
    at,
    `${at}/map`,
    ...[0, 1, 2, 3, 4].map((place) => `${at}/columns/${place}`),
    `${at}/rows?of=${spread(500)}`,
    `${at}/neighbours?of=${spread(200)}&k=12`,
    `${at}/classes`,
    `${at}/classes/7`,
    `${at}/errors`,
    `${at}/duplicates`,
    `${at}/log`,
    `${at}/curation`,
    '/api/link/large/large',
    '/api/wall?runs=large',
    '/api/wall?runs=large&show=failures&from=10000&count=100',
    '/api/wall?runs=large&class=class%207&level=class',
    '/api/compare?runs=large',
    `${at}/images/5`,
    '/',
    '/api/report?runs=large',
  ]
  const agent = new Agent({ maxSockets: 24 })
  const before = peakOf(pid)
  for (let round = 0; round < 3; round++) {
    await Promise.all([
      ...resources.map((path) => get(address, path, { agent })),
      ...Array.from({ length: 500 }, (_, i) => get(address, `${at}/thumbnails/${(i * 997) % rows}`, { agent })),
      search(address),
    ])
  }
  say(
    `server's memory beside ${rows.toLocaleString('en')} images: at most ${peakOf(pid)} MB while all is asked for three times over (${before} MB before)`,
  )
}

/** A picture of one's own: a grey PNG of 8 x 8 pixels. */
async function search(address: string): Promise<void> {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR42mNoQAMMw1AAAKPzIAFwhGaWAAAAAElFTkSuQmCC'
  await get(address, '/api/search?runs=large&k=12', { method: 'POST', body: Buffer.from(png, 'base64') })
}

/** The most memory that a process has had, in megabytes (VmHWM, see proc(5)). */
function peakOf(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

function get(
  address: string,
  path: string,
  { agent, method = 'GET', body }: { agent?: Agent; method?: string; body?: Buffer } = {},
): Promise<{ status: number; body: Buffer }> {
  const { origin } = new URL(address)
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, origin),
      { method, agent: agent ?? false, headers: body ? { origin, 'content-type': 'image/png' } : {} },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(parts) }))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2)
