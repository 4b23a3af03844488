import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { project } from '../src/evaluate/projection/project.ts'
import { random } from '../src/random.ts'
import { writeSyntheticRun } from '../src/studio/prepare/synthetic.testing.ts'

export interface StudioMapOptions {
  /** Points of the maps that are moved. */
  readonly points: readonly number[]
  /** Rows and dimensions of the embeddings that are laid out. */
  readonly layouts: readonly (readonly [rows: number, dimension: number])[]
  /** The program, built: dist/cli/main.js. */
  readonly program: string
  /** The browser. */
  readonly browser: string
}

/** Frames a second while the studio's map of a synthetic run is panned and zoomed, in headless Chromium without a graphics card;
 *  beside it those of a page that only fills a canvas of that size, which is what the browser itself allows. And how long the layout
 *  of an embedding takes, with the share of neighbours that it keeps. */
export async function benchStudioMap(options: StudioMapOptions, say: (line: string) => void): Promise<void> {
  for (const [rows, dimension] of options.layouts) {
    const began = performance.now()
    const { kind, kept } = await project({ embeddings: clusters(rows, dimension), dimension, seed: 0 })
    const seconds = (performance.now() - began) / 1000
    say(`  ${kind} of ${rows} x ${dimension}: ${seconds.toFixed(1)} s, ${(100 * kept).toFixed(0)} % of neighbours kept`)
  }
  for (const [what, path] of [
    ['browser', options.browser],
    ['built program', options.program],
  ] as const)
    if (!existsSync(path)) return say(`  frames: not measured, there is no ${what} at ${path}`)
  for (const points of options.points) await frames(points, options, say)
}

async function frames(points: number, { program, browser }: StudioMapOptions, say: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-map-'))
  const run = join(folder, 'run')
  await writeSyntheticRun(run, { rows: points, classes: 100, dimension: 8, seed: 0 })
  const server = spawn(process.execPath, [program, 'studio', run, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const opened = await chromium.launch({
    executablePath: browser,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
  try {
    const address = await new Promise<string>((resolve, reject) => {
      server.stdout.once('data', (line: Buffer) => resolve((JSON.parse(String(line)) as { address: string }).address))
      server.once('exit', () => reject(new Error('the studio has ended')))
    })
    const page = await opened.newPage({ viewport: { width: 1440, height: 900 } })
    const began = performance.now()
    await page.goto(new URL('/map', address).href)
    await page.waitForSelector('.map-frame canvas', { timeout: 120_000 })
    await page.waitForFunction(() => document.querySelector('canvas')!.width > 300)
    const first = performance.now() - began
    const moved = await page.evaluate(moveMap, 5000)
    const idle = await page.evaluate(fillCanvas, 3000)
    say(
      `  ${points} points: ${moved.zooming.toFixed(1)} frames a second zooming, ${moved.panning.toFixed(1)} panning` +
        ` (an empty canvas ${idle.toFixed(1)}), ${moved.drawn ?? 'all points drawn'}; on the screen after ${(first / 1000).toFixed(1)} s`,
    )
    await closed(page)
  } finally {
    await opened.close()
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

const closed = (page: Page): Promise<void> => page.close()

/** In the page: turns a wheel to and fro, then drags round, at every frame; frames a second of both. */
async function moveMap(milliseconds: number) {
  const frame = document.querySelector('.map-frame')!
  const { left, top, width, height } = frame.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + height / 2]
  const next = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const rate = async (step: (at: number) => void): Promise<number> => {
    const began = performance.now()
    let count = 0
    while (performance.now() - began < milliseconds) {
      step(count++)
      await next()
    }
    return (1000 * count) / (performance.now() - began)
  }
  const zooming = await rate((at) =>
    frame.dispatchEvent(
      new WheelEvent('wheel', { deltaY: at % 40 < 20 ? -40 : 40, clientX: x, clientY: y, cancelable: true }),
    ),
  )
  const drawn = document.querySelector('.map-partly')?.textContent ?? null
  const press = (type: string, at: number) =>
    frame.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        clientX: x + 120 * Math.cos(at / 8),
        clientY: y + 120 * Math.sin(at / 8),
      }),
    )
  // A pointer that is not really down cannot be captured.
  frame.setPointerCapture = () => {}
  press('pointerdown', 0)
  const panning = await rate((at) => press('pointermove', at + 1))
  press('pointerup', 0)
  return { zooming, panning, drawn: document.querySelector('.map-partly')?.textContent ?? drawn }
}

/** In the page: frames a second of a canvas as large as the map that is filled with one colour. */
async function fillCanvas(milliseconds: number): Promise<number> {
  const canvas = document.querySelector('canvas')!
  const context = canvas.getContext('2d')!
  const began = performance.now()
  let count = 0
  while (performance.now() - began < milliseconds) {
    context.fillStyle = count++ % 2 === 0 ? '#fff' : '#eee'
    context.fillRect(0, 0, canvas.width, canvas.height)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return (1000 * count) / (performance.now() - began)
}

/** Rows of length 1 around 50 centres, each cluster in 8 directions of its own. */
function clusters(rows: number, dimension: number): Float32Array {
  const { normal } = random(0)
  const centres = Array.from({ length: 50 }, () => Float32Array.from({ length: 9 * dimension }, normal))
  const made = new Float32Array(rows * dimension)
  for (let row = 0; row < rows; row++) {
    const own = centres[row % centres.length]!
    const along = Array.from({ length: 8 }, () => 0.35 * normal())
    for (let j = 0; j < dimension; j++) {
      let sum = own[j]! + 0.05 * normal()
      for (let a = 0; a < 8; a++) sum += along[a]! * own[(a + 1) * dimension + j]!
      made[row * dimension + j] = sum
    }
  }
  return made
}
