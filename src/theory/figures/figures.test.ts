import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellsOf } from '../cells.ts'
import type { CollapseExperimentOptions, CollapseExperimentRun } from '../collapseExperiment.ts'
import { collapseFigures } from './collapseFigures.ts'
import { collapsePage } from './collapsePage.ts'

const options: CollapseExperimentOptions = {
  losses: [{ name: 'triplet', loss: { name: 'triplet', margin: 0.2 }, learnBeta: false }],
  positives: ['all', 'easiest'],
  noise: [0, 0.1],
  starts: ['apart'],
  seeds: 2,
  steps: 10,
  drawing: 'each-step',
  classes: 2,
  modes: 2,
  samples: 3,
  dimension: 3,
  space: 'plane',
  tied: true,
  squared: false,
}

const runs = options.positives.flatMap((positives) =>
  options.noise.flatMap((noise) =>
    [0, 1].map(
      (seed): CollapseExperimentRun => ({
        loss: 'triplet',
        positives,
        noise,
        start: 'apart',
        seed,
        ratio: positives === 'all' && noise > 0 ? 0.01 : 0.4 + 0.1 * seed,
        ratioBefore: 0.4,
        width: 0,
        groups: 2,
        kept: 1,
        beta: null,
        expected: noise,
        collapsed: 2 * noise,
        spread: noise,
        statement: null,
        steps: 10,
        converged: true,
        ...(seed === 0
          ? { before: [0, 0, 0, 1, 0, 0, 5, 0, 1, 6, 0, 1], after: [0, 0, 0, 0, 0, 0, 5, 0, 0, 5, 0, 0] }
          : {}),
      }),
    ),
  ),
)

describe('the figures of the experiment', () => {
  const figures = collapseFigures(runs, options)

  it('are the ratio, the loss, and the places of each loss, and say in words what they show', () => {
    expect(figures.map(({ name }) => name)).toEqual(['ratio', 'loss', 'places-triplet'])
    expect(figures[0]!.svg).toContain('aria-label="Distance between modes of a class')
    expect(figures[0]!.svg).toContain('triplet, all, 0.1: 0.01')
    // Two rules, a start and two noises, four points in each box.
    expect(figures[2]!.svg.match(/class="c\d open"/g)).toHaveLength(2 * 3 * 4)
  })

  it('leave out the loss where there is no noise, and places that were not kept', () => {
    const bare = runs.filter(({ noise, seed }) => noise === 0 && seed === 1)
    expect(collapseFigures(bare, options).map(({ name }) => name)).toEqual(['ratio'])
  })

  it('hold no number that is none, whatever falls on one point', () => {
    const point = runs.map((run) =>
      run.after ? { ...run, before: run.after.map(() => 0), after: run.after.map(() => 0) } : run,
    )
    for (const { svg } of [...collapseFigures(point, options), ...figures])
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  describe.skipIf(!existsSync(executablePath))('in a browser (needs chromium: set CHROMIUM)', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    })
    afterAll(() => browser?.close())

    it('are well-formed, with no words over one another; the page fits a phone and asks for nothing', async () => {
      const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
      const complaints: string[] = []
      page.on('console', (m) => complaints.push(m.text()))
      page.on('request', (r) => complaints.push(r.url()))
      for (const { svg } of figures) {
        const wrong = await page.evaluate((source) => {
          const parsed = new DOMParser().parseFromString(source, 'image/svg+xml')
          if (parsed.querySelector('parsererror')) return 'not well-formed'
          document.body.innerHTML = source
          const boxes = [...document.querySelectorAll('text')].map((t) => ({
            words: t.textContent,
            ...t.getBoundingClientRect().toJSON(),
          }))
          for (const [i, a] of boxes.entries())
            for (const b of boxes.slice(i + 1))
              if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2)
                return `${a.words} over ${b.words}`
          return ''
        }, svg)
        expect(wrong).toBe('')
      }
      const html = collapsePage({
        title: 'A title <b>',
        findings: ['Found.'],
        sections: figures,
        cells: cellsOf(runs),
        command: `nearkin ${'x'.repeat(200)}`,
        version: '0',
      })
      await page.setContent(html)
      expect(await page.textContent('h1')).toBe('A title <b>')
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      expect(complaints).toEqual([])
    })
  })
})
