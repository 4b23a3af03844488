import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mostPictureBytes } from '../src/studio/mostPictureBytes.ts'
import { type Program, program } from './program/program.ts'
import { digitFolders } from './studio/digitFolders.ts'
import { hasChromium, openBrowser, type TestBrowser, type WatchedPage } from './studio/openBrowser.ts'
import { type OpenStudio, openStudio } from './studio/openStudio.ts'
import { readyRuns } from './studio/readyRuns.ts'
import { openView } from './studio/viewSigns.ts'

/** A file as a page is given it: of so many zeros, or with content in base64. */
interface Given {
  readonly name: string
  readonly type: string
  readonly content: string | number
}

describe.skipIf(!hasChromium)('a query of one’s own in a browser (needs chromium: set CHROMIUM)', () => {
  let nearkin: Program
  let studio: OpenStudio
  let browser: TestBrowser
  let watched: WatchedPage
  let digit: string

  beforeAll(async () => {
    nearkin = await program()
    await digitFolders(join(nearkin.folder, 'digits'), 8)
    const small = ['--widths', '4', '--embedding', '2', '--image-size', '28', '--steps', '5', '--out', 'run']
    const trained = await nearkin.run(['train', 'digits', ...small])
    expect(trained.code === 0 ? '' : trained.err).toBe('')
    studio = await openStudio(nearkin, ['run'])
    browser = await openBrowser(studio.address, ['--use-fake-device-for-media-stream'])
    await readyRuns(studio.address, 1)
    const folder = join(nearkin.folder, 'digits/odd/3')
    digit = join(folder, readdirSync(folder)[0]!)
  }, 600_000)

  beforeEach(async () => {
    watched = await browser.open()
    await openView(watched.page, studio.address, 'neighbours')
    return () => watched.page.close()
  })

  afterAll(async () => {
    await browser?.close()
    await studio?.close()
    nearkin?.remove()
  }, 60_000)

  const ofDigit = (): Given => ({ name: '3.webp', type: 'image/webp', content: readFileSync(digit).toString('base64') })
  // The process that searches starts with the first.
  const found = () => expect.poll(() => watched.page.locator('.own-picture').count(), { timeout: 60_000 }).toBe(1)
  const complaint = () =>
    expect.poll(() => watched.page.locator('.wall .notice.bad').allTextContents(), { timeout: 10_000 })

  it('is dropped, or pasted, anywhere on the page', async () => {
    const { page, complaints } = watched
    for (const way of ['drop', 'paste'] as const) {
      await give(page, way, [{ name: 'notes.txt', type: 'text/plain', content: 10 }, ofDigit()])
      await found()
      await page.locator('.own-picture').click()
      await expect.poll(() => page.locator('.own-picture').count()).toBe(0)
    }
    await dropPaths(page, [digit])
    await found()
    expect(complaints).toEqual([])
  })

  it('that is a text, another file, a folder or too large is told of, and nothing is sent', async () => {
    const { page, complaints } = watched
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
    const text = { name: 'notes.txt', type: 'text/plain', content: 10 }
    await give(page, 'paste', 'some words')
    await complaint().toEqual([expect.stringContaining('What was pasted is no picture')])
    await give(page, 'drop', [text])
    await complaint().toEqual([expect.stringContaining('What was dropped is no picture')])
    await give(page, 'paste', [text])
    await complaint().toEqual([expect.stringContaining('What was pasted is no picture')])
    await dropPaths(page, [join(nearkin.folder, 'digits')])
    await complaint().toEqual([expect.stringContaining('What was dropped is no picture')])
    await give(page, 'drop', [{ name: 'large.png', type: 'image/png', content: mostPictureBytes + 1 }])
    await complaint().toEqual([expect.stringContaining('at most 20 million bytes')])
    expect(sent).toEqual([])
    expect(complaints).toEqual([])
  })

  it('that is only called an image is told of in the words of the server', async () => {
    await give(watched.page, 'drop', [{ name: 'odd.png', type: 'image/png', content: 10 }])
    await complaint().toEqual([expect.stringContaining('must be a whole image')])
    await give(watched.page, 'drop', [ofDigit()])
    await found()
    await complaint().toEqual([])
  })

  it('a text pasted into a field, and a tile of the wall that is dragged, are not meant', async () => {
    const { page } = watched
    await page.locator('.wall input[list]').first().focus()
    await give(page, 'paste', 'some words')
    const box = (await page.locator('.queries .tile img').first().boundingBox())!
    await page.mouse.move(box.x + 20, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + 60, box.y + 60, { steps: 5 })
    await page.mouse.move(700, 300, { steps: 5 })
    expect(await page.locator('.own.over').count()).toBe(0)
    await page.mouse.up()
    await page.waitForTimeout(200)
    await complaint().toEqual([])
  })

  describe('by the camera', () => {
    /** How the tracks that the page ever got stand. */
    const tracks = () =>
      watched.page.evaluate(() =>
        (window as never as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState),
      )
    const open = () => watched.page.locator('.own button', { hasText: 'Camera' }).click()
    const take = () => watched.page.locator('.camera button', { hasText: 'Search with this' })
    const playing = async () => {
      await open()
      await take().waitFor()
    }
    const gone = () => watched.page.locator('.camera').waitFor({ state: 'detached' })

    beforeEach(async () => {
      const { page } = watched
      await page.context().grantPermissions(['camera'])
      await page.evaluate(() => {
        const all: MediaStreamTrack[] = []
        Object.assign(window, { tracks: all })
        const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          const stream = await original(wanted)
          all.push(...stream.getTracks())
          return stream
        }
      })
    })

    it('is what it sees at a press; then, or when it is closed or left, it is off', async () => {
      const { page, complaints } = watched
      await playing()
      expect(await tracks()).toEqual(['live'])
      await take().click()
      await found()
      await gone()
      expect(await tracks()).toEqual(['ended'])
      await playing()
      await page.keyboard.press('Escape')
      await gone()
      await playing()
      await page.locator('.camera button', { hasText: 'Close' }).click()
      await gone()
      await playing()
      await give(page, 'drop', [ofDigit()])
      await gone()
      await playing()
      await page.locator('.top nav a[href*="classes"]').dispatchEvent('click')
      await gone()
      await expect.poll(tracks).toEqual(Array(5).fill('ended'))
      expect(complaints).toEqual([])
    })

    it('is off where it was closed before it had come', async () => {
      const { page } = watched
      await page.evaluate(() => {
        const original = navigator.mediaDevices.getUserMedia
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          await new Promise((resolve) => setTimeout(resolve, 300))
          return original(wanted)
        }
      })
      await open()
      await page.keyboard.press('Escape')
      await gone()
      await expect.poll(tracks).toEqual(['ended'])
    })

    it('is told of where it stops, or was refused', async () => {
      const { page, complaints } = watched
      await playing()
      await page.evaluate(() =>
        (window as never as { tracks: MediaStreamTrack[] }).tracks[0]!.dispatchEvent(new Event('ended')),
      )
      await expect.poll(() => page.locator('.camera').textContent()).toContain('The camera stopped.')
      await page.keyboard.press('Escape')
      await gone()
      await page.context().clearPermissions()
      await open()
      await expect.poll(() => page.locator('.camera').textContent()).toContain('The camera was refused')
      expect(await take().count()).toBe(0)
      expect(complaints).toEqual([])
    })
  })
})

/** Drops or pastes files, or a text, onto where the focus is. */
function give(page: Page, way: 'drop' | 'paste', what: readonly Given[] | string): Promise<void> {
  return page.evaluate(
    ({ way, what }) => {
      const data = new DataTransfer()
      if (typeof what === 'string') data.setData('text/plain', what)
      else
        for (const { name, type, content } of what) {
          const bytes =
            typeof content === 'number'
              ? new Uint8Array(content)
              : Uint8Array.from(atob(content), (c) => c.charCodeAt(0))
          data.items.add(new File([bytes], name, { type }))
        }
      const event = { bubbles: true, cancelable: true }
      document.activeElement!.dispatchEvent(
        way === 'paste'
          ? new ClipboardEvent(way, { clipboardData: data, ...event })
          : new DragEvent(way, { dataTransfer: data, ...event }),
      )
    },
    { way, what },
  )
}

/** Drops files and folders of this disk, as by a person's hand. */
async function dropPaths(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 500,
      y: 300,
      data: { items: [], files, dragOperationsMask: 1 },
    })
}
