// npm run pictures:studio -- RUN... [--class NAME] [--all FOLDER]
// Opens runs in the studio and writes the three pictures of README.md: the map of the first two methods side by side, a class page,
// and the wall. With --all every view instead, at 390, 1440 and 2560 pixels, dark and light, as PNG into a folder.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const root = fileURLToPath(new URL('../', import.meta.url))
const { positionals: runs, values } = parseArgs({
  allowPositionals: true,
  options: { class: { type: 'string' }, all: { type: 'string' } },
})
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
if (runs.length === 0) fail('needs runs; npm run pictures:studio -- RUN... [--class NAME] [--all FOLDER]')
if (!existsSync(executablePath)) fail(`needs chromium, which is not at ${executablePath}; set CHROMIUM`)

const mostBytes = 300_000
const heights = /** @type {Record<number, number>} */ ({ 390: 844, 1440: 900, 2560: 1440 })

const studio = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'studio', ...runs, '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const address = await addressOf(studio)
  const [first, second] = await readyRuns(address)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-unsafe-swiftshader'] })
  try {
    if (values.all === undefined) await three(browser, address, first, second)
    else await all(browser, address, values.all, first, second)
  } finally {
    await browser.close()
  }
} finally {
  studio.kill('SIGINT')
}

/** @typedef {{ id: string, method: string, state: string, prepared: { state: string, complaint: string | null } }} Run */

/** The pictures of the README. @param {import('playwright-core').Browser} browser @param {string} address @param {Run} first @param {Run} second */
async function three(browser, address, first, second) {
  const folder = join(root, 'docs/images')
  const both = `runs=${first.id},${second.id}`
  const named = values.class === undefined ? '' : `&class=${encodeURIComponent(values.class)}`
  const wall = `neighbours?${both}&show=disagreements`
  const pictures = { map: `map?${both}`, class: `classes?runs=${second.id}${named}`, wall }
  for (const [name, path] of Object.entries(pictures)) {
    const bytes = await picture(browser, `${address}${path}`, { width: 1440, height: 900, theme: 'light' })
    const to = join(folder, `studio-${name}.webp`)
    for (let quality = 88; ; quality -= 6) {
      const { size } = await sharp(bytes).webp({ quality }).toFile(to)
      if (size > mostBytes && quality > 20) continue
      process.stdout.write(`${to}: ${(size / 1000).toFixed(0)} kB\n`)
      break
    }
  }
}

/** Every view, to be looked at. @param {import('playwright-core').Browser} browser @param {string} address @param {string} folder @param {Run} first @param {Run} second */
async function all(browser, address, folder, first, second) {
  mkdirSync(folder, { recursive: true })
  const built = await import(join(root, 'dist/studio/viewNames.js'))
  for (const view of /** @type {readonly string[]} */ (built.viewNames))
    for (const width of [390, 1440, 2560])
      for (const theme of /** @type {const} */ (['light', 'dark'])) {
        const ids = ['classes', 'curate'].includes(view) ? second.id : `${first.id},${second.id}`
        const bytes = await picture(browser, `${address}${view}?runs=${ids}`, {
          width,
          height: heights[width] ?? 900,
          theme,
        })
        await sharp(bytes).toFile(join(folder, `${view}-${width}-${theme}.png`))
        process.stdout.write(`${view} ${width} ${theme}\n`)
      }
}

/** What a page shows once nothing more is on its way. @param {import('playwright-core').Browser} browser @param {string} url
 *  @param {{ width: number, height: number, theme: 'light' | 'dark' }} look @returns {Promise<Buffer>} PNG */
async function picture(browser, url, { width, height, theme }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme })
  try {
    const page = await context.newPage()
    await page.goto(url)
    await page.waitForSelector('main h1, main h2', { timeout: 120_000 })
    let before = -1
    // Thumbnails and maps come after their frames: what stays the same for a second is there.
    for (let same = 0; same < 4; ) {
      await page.waitForTimeout(250)
      const now = await page.evaluate(
        () => performance.getEntriesByType('resource').length + document.querySelectorAll('*').length,
      )
      same = now === before ? same + 1 : 0
      before = now
    }
    return await page.screenshot()
  } finally {
    await context.close()
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout?.on('data', (text) => {
      out += text
      const found = /"address":"([^"]+)"/.exec(out)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.on('close', (code) => reject(new Error(`the studio ended with ${code}`)))
  })
}

/** Two runs that are ready, of two methods where there are two. @param {string} address @returns {Promise<[Run, Run]>} */
async function readyRuns(address) {
  for (;;) {
    const { runs } = /** @type {{ runs: Run[] }} */ (await (await fetch(`${address}api/runs`)).json())
    const finished = runs.filter(({ state }) => state === 'finished')
    const failed = finished.find(({ prepared }) => prepared.state === 'failed')
    if (failed) fail(failed.prepared.complaint ?? 'a run could not be made ready')
    const firsts = finished.filter((run, i) => finished.findIndex(({ method }) => method === run.method) === i)
    const [first, second = first] = firsts
    if (!first || !second) fail('needs a run that has ended')
    else if ([first, second].every(({ prepared }) => prepared.state === 'ready')) return [first, second]
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

/** @param {string} words @returns {never} */
function fail(words) {
  process.stderr.write(`pictures:studio: ${words}\n`)
  process.exit(2)
}
