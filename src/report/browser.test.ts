import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { method, reportOf } from './report.testing.ts'
import { writeReport } from './report.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

describe.skipIf(!existsSync(executablePath))('the report in a browser (needs chromium: set CHROMIUM)', () => {
  let browser: Browser
  let folder: string
  const long = 'x'.repeat(200)

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    folder = await mkdtemp(join(tmpdir(), 'report '))
    const data = reportOf()
    await writeReport(join(folder, 'report.html'), {
      ...data,
      title: `A title with ${long}`,
      command: `nearkin ${long}`,
      methods: [...data.methods, { ...method('hardest'), name: long }],
      items: data.items.map((i) => ({ ...i, name: `<b>${long}"` })),
      table: {
        ...data.table,
        rows: [...data.table.rows, data.table.rows[0]!],
        byClass: {
          name: 'Recall@1 by digit',
          definition: '',
          classes: [{ name: long, seen: false }],
          rows: [[0, 1, 2].map((k) => data.table.rows[k % 2]![0]!)],
        },
      },
    })
  })

  afterAll(async () => {
    await browser?.close()
    if (folder) await rm(folder, { recursive: true })
  })

  for (const width of [1440, 390])
    it(`loads without a complaint, asks for nothing and does not overflow at ${width} px; its controls work`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 844 } })
      const complaints: string[] = []
      page.on('console', (m) => complaints.push(m.text()))
      page.on('pageerror', (e) => complaints.push(String(e)))
      page.on('request', (r) => {
        if (!/^(file|data):/.test(r.url())) complaints.push(r.url())
      })
      await page.goto(pathToFileURL(join(folder, 'report.html')).href)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)

      const bitmaps = () =>
        page.$$eval('.stage canvas:first-child', (all) => all.map((c) => (c as HTMLCanvasElement).toDataURL()))
      const before = await bitmaps()
      await page.focus('input[name="colour"]')
      await page.keyboard.press('ArrowRight')
      const fine = await bitmaps()
      for (const k of [0, 1]) expect(fine[k]).not.toBe(before[k])

      await page.click('.legend button')
      expect(await page.getAttribute('.legend button', 'aria-pressed')).toBe('true')
      expect((await bitmaps())[0]).not.toBe(fine[0])
      await page.click('.legend .clear')
      expect(await bitmaps()).toEqual(fine)

      // Pointing at an item by keyboard marks it in the other picture and names it, its name as text.
      const other = () => page.$$eval('.stage .over', (all) => (all[1] as HTMLCanvasElement).toDataURL())
      const unmarked = await other()
      await page.focus('.stage .over')
      await page.keyboard.press('ArrowRight')
      expect(await other()).not.toBe(unmarked)
      expect(await page.textContent('.tip')).toContain('<b>xxx')
      await page.keyboard.press('Escape')
      expect(await page.isVisible('.tip')).toBe(false)

      await page.click('[data-toggle="2"]')
      expect(await page.isVisible('.picture[data-method="2"]')).toBe(false)
      expect(complaints).toEqual([])
      await page.close()
    })
})
