import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSummary } from '../src/studio/api.ts'
import { viewNames } from '../src/studio/viewNames.ts'
import { type Program, program } from './program/program.ts'
import { auditPage } from './studio/auditPage.ts'
import { digitFolders, hostile } from './studio/digitFolders.ts'
import { hasChromium, openBrowser, type TestBrowser } from './studio/openBrowser.ts'
import { type OpenStudio, openStudio } from './studio/openStudio.ts'
import { readyRuns } from './studio/readyRuns.ts'
import { savedFigures } from './studio/savedFigures.ts'
import { openView, viewSigns } from './studio/viewSigns.ts'

describe.skipIf(!hasChromium)('the studio in a browser (needs chromium: set CHROMIUM)', () => {
  let nearkin: Program
  let studio: OpenStudio
  let browser: TestBrowser
  let file: TestBrowser
  let runs: readonly RunSummary[]

  beforeAll(async () => {
    nearkin = await program()
    await digitFolders(join(nearkin.folder, 'digits'), 16)
    const small = ['--widths', '4,8', '--embedding', '3', '--image-size', '28', '--steps', '30', '--seeds', '1']
    const trained = await nearkin.run(['compare', 'digits', '--positives', 'all,easiest', ...small, '--out', 'runs'])
    expect(trained.err.includes('fail') || trained.code !== 0 ? trained.err : '').toBe('')
    studio = await openStudio(nearkin, ['runs'])
    browser = await openBrowser(studio.address)
    file = await openBrowser('file://')
    runs = await readyRuns(studio.address, 2)
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    await file?.close()
    await studio?.close()
    nearkin?.remove()
  }, 60_000)

  /** Two runs of different methods. */
  const pair = (): string => {
    const [first] = runs
    return [first!, runs.find(({ method }) => method !== first!.method)!].map(({ id }) => id).join(',')
  }

  const goTo = (page: Page, path: string): Promise<void> => openView(page, studio.address, path)

  for (const theme of ['light', 'dark'] as const)
    for (const width of [390, 1440])
      it(`shows every view without a complaint, and axe finds nothing serious, ${theme}, ${width} px`, async () => {
        const { page, complaints } = await browser.open({ width, theme })
        for (const view of viewNames) {
          await goTo(page, `${view}?runs=${view === 'classes' || view === 'curate' ? runs[0]!.id : pair()}`)
          await page.waitForLoadState('networkidle').catch(() => {})
          expect({ view, found: await auditPage(page) }).toEqual({ view, found: [] })
        }
        await goTo(page, `curate?runs=${runs[0]!.id}&queue=kinds`)
        await page.waitForLoadState('networkidle').catch(() => {})
        expect(await auditPage(page)).toEqual([])
        expect(complaints).toEqual([])
        await page.close()
      })

  it('loads less than 300 kB, compressed, before the data', async () => {
    const { page } = await browser.open()
    await goTo(page, 'map')
    const sizes = await page.evaluate(() =>
      performance
        .getEntries()
        .filter((entry): entry is PerformanceResourceTiming => 'encodedBodySize' in entry)
        .filter(({ name }) => !new URL(name).pathname.startsWith('/api/'))
        .map(({ encodedBodySize }) => encodedBodySize),
    )
    expect(sizes.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000)
    await page.close()
  })

  it('map: coloured by what is chosen; a lasso in one run chooses the same images in the other; Escape gives up', async () => {
    const { page, complaints } = await browser.open()
    await goTo(page, `map?runs=${pair()}`)
    await expect.poll(() => page.locator('.map-frame').count()).toBe(2)
    for (const name of await page
      .locator('.map-head select option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))) {
      await page.locator('.map-head select').selectOption(name)
      await expect.poll(() => new URL(page.url()).searchParams.toString()).toContain(encodeURIComponent(name))
    }
    const box = (await page.locator('.map-frame').first().boundingBox())!
    await page.keyboard.down('Shift')
    const corners = [
      [0.02, 0.02],
      [0.98, 0.02],
      [0.98, 0.98],
      [0.02, 0.98],
      [0.02, 0.02],
    ] as const
    for (const [i, [x, y]] of corners.entries()) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 })
      if (i === 0) await page.mouse.down()
    }
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect.poll(() => page.locator('.map-chosen h2').textContent()).toMatch(/^[\d,]+ images chosen$/)
    await page.locator('.map-frame').first().focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.map-chosen').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('map: two runs in one, coloured by run; what is chosen leads from the one to the other; saved as it is', async () => {
    const { page, complaints } = await browser.open({ width: 390, theme: 'dark' })
    await goTo(page, `map?runs=${pair()}`)
    await page.waitForSelector('.map-head option[value=":run"]', { state: 'attached' })
    await page.locator('.map-head select').selectOption(':run')
    await page.waitForSelector('.alignment')
    expect(await page.locator('.map-frame').count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('colour')).toBe(':run')
    expect(await page.textContent('.alignment')).toMatch(/160 images that both have .* a matter of this alignment/)
    expect(await page.locator('.map-legend li').count()).toBe(2)
    await page.locator('.map-frame').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.textContent('.map-chosen h2')).toBe('1 image chosen')
    const save = async () => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save Map as SVG', exact: true }).press('Enter')
      return readFileSync(await (await download).path(), 'utf8')
    }
    const drawing = await save()
    // A circle for each point and each run of the legend, and one line with what is chosen.
    expect(drawing.match(/<circle/g)).toHaveLength(2 * 160 + 2)
    expect(drawing.match(/stroke-width="1.2"/g)).toHaveLength(1)
    await page.locator('.map-legend .map-class').first().click()
    await expect.poll(() => new URL(page.url()).searchParams.get('hide')).toBe('0')
    expect((await save()).match(/<circle/g)).toHaveLength(160 + 1)
    expect(await auditPage(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('wall: its filter is part of the address; a picture of one’s own is a query', async () => {
    const { page, complaints } = await browser.open()
    await goTo(page, `neighbours?runs=${pair()}`)
    const all = await page.locator('.queries > ol > li').count()
    expect(all).toBeGreaterThan(3)
    await goTo(page, `neighbours?runs=${pair()}&show=failures`)
    expect(await page.locator('.tile.wrong').count()).toBeGreaterThan(0)
    const digit = join(nearkin.folder, 'digits/odd/3')
    await page.setInputFiles('input[type=file]', join(digit, readdirSync(digit)[0]!))
    await expect.poll(() => page.locator('.queries > ol > li').first().locator('.tile').count()).toBeGreaterThan(5)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('names of classes and of files are text, wherever they stand', async () => {
    const { page, complaints } = await browser.open()
    const [run] = runs
    await goTo(page, `neighbours?runs=${run!.id}`)
    await expect.poll(() => page.textContent('main')).toContain(hostile.folder.slice(0, 8))
    for (const view of ['map', 'classes', 'curate', 'summary'] as const) {
      await goTo(page, `${view}?runs=${run!.id}`)
      expect(await page.title()).not.toBe('1')
    }
    const rows = (await (await fetch(`${studio.address}api/runs/${run!.id}/rows?of=${range(160)}`)).json()) as {
      row: number
      name: string
    }[]
    const odd = rows.find(({ name }) => name.includes('<script>'))!
    await page.goto(`${studio.address}map?runs=${run!.id}&image=${run!.id}:${odd.row}`)
    await expect.poll(() => page.textContent('dialog')).toContain(hostile.file)
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('every figure is saved as a drawing that stands by itself and as a picture', async () => {
    const { page, complaints } = await browser.open({ theme: 'dark' })
    const of = async (path: string, some: string) => {
      await goTo(page, path)
      await page.waitForSelector(some)
      return savedFigures(page)
    }
    const [run] = runs
    const [map] = await of(`map?runs=${pair()}`, '.map-frame')
    // What colours mean is said, whatever they are called.
    for (const text of ['all', 'easiest', hostile.folder.slice(0, 12)]) expect(map!.texts).toContain(text)
    const summary = await of(`summary?runs=${pair()}`, '.pictures svg')
    expect(summary[0]!.name).toBe('What each makes of the same images')
    const byClass = summary.find(({ name }) => name === 'Recall@1 by fine')!
    // Of the hostile name as much as there is room for.
    for (const text of ['all positives', 'easiest positives', hostile.folder.slice(0, 12)])
      expect(byClass.texts).toContain(text)
    expect(byClass.file).toContain('all-positives')
    const training = await of(`training?runs=${pair()}`, '.forming canvas')
    const loss = training.find(({ name }) => name === 'Loss')!
    for (const text of ['Loss', 'step', 'all positives', 'easiest positives']) expect(loss.texts).toContain(text)
    const forming = training.find(({ name }) => name === 'The map as it forms')!
    for (const text of ['The map at step 30', hostile.folder.slice(0, 12)]) expect(forming.texts).toContain(text)
    const [compared] = await of(`compare?runs=${pair()}`, '.methods')
    for (const text of ['Methods compared', 'all positives', 'easiest positives', 'MAP@R'])
      expect(compared!.texts).toContain(text)
    const [spread] = await of(`classes?runs=${run!.id}`, '.spread-chart')
    expect(spread!.texts).toContain('spread: distance inside over between classes')
    const [matrix] = await of(`classes?runs=${run!.id}&class=even`, '.matrix')
    for (const text of ["taken for one another inside 'even'", hostile.folder.slice(0, 12)])
      expect(matrix!.texts).toContain(text)
    expect(complaints).toEqual([])
    await page.close()
  }, 120_000)

  it('goes from view to view by links and comes back by the back button, without loading anew', async () => {
    const { page, complaints } = await browser.open()
    await goTo(page, 'summary')
    await page.evaluate(() => Object.assign(window, { same: true }))
    await page.click('.top nav a[href*="classes"]')
    await page.waitForSelector(viewSigns.classes)
    await page.click('.top nav a[href*="compare"]')
    await page.waitForSelector(viewSigns.compare)
    await page.goBack()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/classes')
    await page.goBack()
    await page.waitForSelector(viewSigns.summary)
    expect(await page.evaluate(() => 'same' in window)).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('the theme that is chosen is kept', async () => {
    const { page } = await browser.open()
    await goTo(page, 'summary')
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await page.click('button[aria-label^="Colours"]')
    await page.click('button[aria-label^="Colours"]')
    await expect.poll(ground).not.toBe(light)
    const dark = await ground()
    await page.reload()
    await page.waitForSelector(viewSigns.summary)
    expect(await ground()).toBe(dark)
    await page.close()
  })

  it('curate: a decision by keyboard is written to a file of labels, and taken back', async () => {
    const { page, complaints } = await browser.open()
    const [run] = runs
    const curation = async (): Promise<{ decisions: unknown[]; file: string | null }> =>
      (await fetch(`${studio.address}api/runs/${run!.id}/curation`)).json()
    expect((await curation()).decisions).toEqual([])
    // Which queue has anything in it is the data's; one of them has.
    for (const [queue, key] of [
      ['errors', 'k'],
      ['pairs', 'k'],
      ['kinds', 'r'],
    ]) {
      await goTo(page, `curate?runs=${run!.id}&queue=${queue}`)
      await page.waitForLoadState('networkidle')
      if ((await page.locator('.item').count()) === 0) continue
      await page.keyboard.press(key!)
      break
    }
    await expect.poll(async () => (await curation()).decisions.length).toBe(1)
    await page.keyboard.press('u')
    await expect.poll(async () => (await curation()).decisions).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  for (const [from, made] of [
    ['is saved as one file by the studio', () => saved()],
    ['is what a comparison writes as its report', async () => join(nearkin.folder, 'runs/report.html')],
  ] as const)
    it(`${from}, which shows the same views without a server, and complains of nothing`, async () => {
      const path = await made()
      expect(readFileSync(path).length).toBeLessThan(6e6)
      const address = pathToFileURL(path).href
      for (const theme of ['light', 'dark'] as const) {
        const { page, complaints } = await file.open({ theme })
        for (const view of viewNames.filter((name) => name !== 'curate')) {
          await page.goto(`${address}#/${view}`)
          await page.waitForSelector(viewSigns[view])
          expect({ view, found: await auditPage(page) }).toEqual({ view, found: [] })
        }
        await page.goto(`${address}#/neighbours`)
        await page.waitForSelector('.thumb.tile')
        await page.setViewportSize({ width: 390, height: 844 })
        await page.waitForSelector('.queries.below .query .thumb.tile')
        expect(await auditPage(page)).toEqual([])
        expect(complaints).toEqual([])
        await page.close()
      }
    })

  const saved = async (): Promise<string> => {
    const answer = await fetch(`${studio.address}api/report?runs=${pair()}`)
    expect(answer.status).toBe(200)
    const path = join(nearkin.folder, 'saved report.html')
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()))
    return path
  }

  it('figures of a saved file are saved too', async () => {
    const path = join(nearkin.folder, 'figures.html')
    const answer = await fetch(`${studio.address}api/report?runs=${pair()}`)
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()))
    const { page, complaints } = await file.open()
    await page.goto(`${pathToFileURL(path).href}#/summary`)
    await page.waitForSelector('.pictures svg')
    expect((await savedFigures(page)).length).toBeGreaterThan(2)
    await page.goto(`${pathToFileURL(path).href}#/map?colour=:run`)
    await page.waitForSelector('.alignment')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('nearkin report --studio writes it too', async () => {
    const made = await nearkin.run(['report', 'runs', '--studio'])
    expect(made.err).toBe('')
    expect(made.out).toContain('studio.html')
    expect(existsSync(join(nearkin.folder, 'runs/studio.html'))).toBe(true)
  })
})

const range = (n: number): string => Array.from({ length: n }, (_, i) => i).join(',')
