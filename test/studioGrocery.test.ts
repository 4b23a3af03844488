import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shared } from '../src/data/shared.testing.ts'
import type { ClassList, RunSummary } from '../src/studio/api.ts'
import { viewNames } from '../src/studio/viewNames.ts'
import { type Program, program } from './program/program.ts'
import { auditPage } from './studio/auditPage.ts'
import { hasChromium, openBrowser, type TestBrowser } from './studio/openBrowser.ts'
import { type OpenStudio, openStudio } from './studio/openStudio.ts'
import { readyRuns } from './studio/readyRuns.ts'
import { openView } from './studio/viewSigns.ts'

const photos = shared('data/grocery/val')
const model = shared('models/mobilenetv2.onnx')

describe.skipIf(!hasChromium || !photos || !model)('the studio on photos (needs chromium, and ../shared)', () => {
  let nearkin: Program
  let studio: OpenStudio
  let browser: TestBrowser
  let runs: readonly RunSummary[]

  beforeAll(async () => {
    nearkin = await program()
    const levels = ['--label', 'level2', '--evaluate-label', 'fine']
    const head = ['--backbone', model!, '--embedding', '16', '--steps', '20', '--classes', '8', '--samples', '2']
    const wanted = ['--positives', 'all,easiest', '--seeds', '1', '--out', 'runs']
    const trained = await nearkin.run(['compare', photos!, ...levels, ...head, ...wanted])
    expect(trained.code === 0 ? '' : trained.err).toBe('')
    studio = await openStudio(nearkin, ['runs'])
    browser = await openBrowser(studio.address)
    runs = await readyRuns(studio.address, 2)
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    await studio?.close()
    nearkin?.remove()
  }, 60_000)

  for (const [width, theme] of [
    [390, 'dark'],
    [2560, 'light'],
  ] as const)
    it(`shows every view without a complaint, and axe finds nothing serious, ${width} px`, async () => {
      const { page, complaints } = await browser.open({ width, height: 1200, theme })
      for (const view of viewNames) {
        const of = view === 'classes' || view === 'curate' ? runs[0]!.id : runs.map(({ id }) => id).join(',')
        await openView(page, studio.address, `${view}?runs=${of}`)
        await page.waitForLoadState('networkidle').catch(() => {})
        expect({ view, found: await auditPage(page) }).toEqual({ view, found: [] })
      }
      expect(complaints).toEqual([])
      await page.close()
    })

  it('lays more than two dimensions out by UMAP, and leads from a class to its page with its photos', async () => {
    const { page, complaints } = await browser.open()
    await openView(page, studio.address, `map?runs=${runs[0]!.id}`)
    await expect.poll(() => page.textContent('main')).toContain('UMAP')
    const list = (await (await fetch(`${studio.address}api/runs/${runs[0]!.id}/classes`)).json()) as ClassList
    const { name } = list.classes.reduce((most, one) => (one.images > most.images ? one : most))
    await openView(page, studio.address, `classes?runs=${runs[0]!.id}&class=${encodeURIComponent(name)}`)
    await expect.poll(() => page.textContent('main')).toContain(name)
    await expect.poll(() => page.locator('main img.thumb').count()).toBeGreaterThan(0)
    expect(complaints).toEqual([])
    await page.close()
  })
})
