import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { KindsPageData } from './data.ts'
import { kindsPage } from './kindsPage.ts'

const evil = '</style><script>alert(1)</script><b>"\'&'
const long = 'x'.repeat(200)
const image = (name: string) => ({ name, tile: 0 })

const data = (change: Partial<KindsPageData> = {}): KindsPageData => ({
  title: `Inside ${evil}`,
  verdict: ['Of 2 classes 1 holds several kinds.', `They agree with ${evil}.`],
  dataset: long,
  images: 1234,
  label: evil,
  finer: evil,
  command: `nearkin kinds ${long}`,
  version: '0.1.0',
  created: '2026-01-02T03:04:05.000Z',
  classes: [
    {
      name: long,
      state: 'several',
      verdict: evil,
      images: 40,
      kinds: '2 (1 to 3)',
      finer: 2,
      agreement: 0.5,
      spread: 0.7,
      rank: 3.2,
      kept: { all: 0.5, easiest: 1 },
      shown: [
        { name: evil, images: 25, mostly: evil, typical: [image(evil)], atypical: [image(long)] },
        { name: 'b', images: 15, mostly: null, typical: [image('b')], atypical: [] },
      ],
    },
    {
      name: evil,
      state: 'few',
      verdict: 'Too few.',
      images: 3,
      kinds: '–',
      finer: null,
      agreement: null,
      spread: null,
      rank: 0,
      kept: null,
      shown: [],
    },
  ],
  errors: [
    { image: image(evil), label: evil, suggested: long, score: 0.75, own: [image(evil)], others: [image(long)] },
  ],
  allErrors: 30,
  duplicates: [
    { image: image(evil), other: image(long), distance: 0.1, exact: false, labels: [evil, long], agree: false },
    { image: image('a'), other: image('b'), distance: 0, exact: true, labels: ['a', 'a'], agree: true },
  ],
  allDuplicates: 2,
  spectrum: [0.6, 0.3, 0.1],
  space: [{ name: 'uniformity', value: '-2.000', definition: 'so and so' }],
  curves: [
    {
      title: 'Density',
      note: '0 is collapse',
      points: [
        { step: 1, value: 1 },
        { step: 2, value: 0.5 },
      ],
    },
  ],
  sprite: { uri: 'data:image/png;base64,AAAA', columns: 1, rows: 1, tileWidth: 64, tileHeight: 64 },
  ...change,
})

describe('kindsPage', () => {
  it('holds names as text, and no script at all', () => {
    const page = kindsPage(data())
    expect(page).not.toContain('<script')
    expect(page).not.toContain(evil)
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(page).toContain('&#60;script&#62;alert(1)')
  })

  it('says how many of the errors it shows, which images are alike, and what was not measured', () => {
    const page = kindsPage(data())
    for (const words of [
      '1 of 30',
      'all 2',
      'labels differ',
      'the same embedding',
      '0.100 apart',
      '<td>–</td>',
      'score 0.750',
    ])
      expect(page).toContain(words)
  })

  it('leaves out sections without anything in them', () => {
    const page = kindsPage(data({ errors: [], duplicates: [], curves: [], classes: [], spectrum: [], sprite: null }))
    for (const title of ['Likely label errors', 'Near-duplicates', 'Over training', 'Class by class'])
      expect(page).not.toContain(`>${title}</h2>`)
    expect(page).toContain('All embeddings are one point.')
  })

  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  it.skipIf(!existsSync(executablePath))(
    'loads in a browser without a complaint, asks for nothing and does not overflow at 390 and 1440 px, light and dark',
    async () => {
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
      const folder = await mkdtemp(join(tmpdir(), 'kinds '))
      try {
        await writeFile(join(folder, 'kinds.html'), kindsPage(data()))
        for (const width of [390, 1440])
          for (const colorScheme of ['light', 'dark'] as const) {
            const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme })
            const complaints: string[] = []
            page.on('console', (m) => complaints.push(m.text()))
            page.on('request', (r) => {
              if (!/^(file|data):/.test(r.url())) complaints.push(r.url())
            })
            await page.goto(pathToFileURL(join(folder, 'kinds.html')).href)
            const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
            expect(over, `${width} px`).toBeLessThanOrEqual(0)
            expect(await page.$$('script')).toEqual([])
            expect(complaints).toEqual([])
            await page.close()
          }
      } finally {
        await browser.close()
        await rm(folder, { recursive: true })
      }
    },
    60_000,
  )
})
