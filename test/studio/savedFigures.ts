import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect } from 'vitest'

/** A figure that was saved as a drawing and as a picture. */
export interface SavedFigure {
  /** As its buttons name it. */
  readonly name: string
  /** Of its drawing's file. */
  readonly file: string
  /** All text that stands in the drawing. */
  readonly texts: string
}

/** Saves every figure of a page by its buttons, and demands of each that its drawing stands by itself: XML, nothing of the page's
 *  style, nothing that is run or fetched, and a picture of twice its size. */
export async function savedFigures(page: Page): Promise<readonly SavedFigure[]> {
  // What arrives later may put another figure before those that are there.
  await page.waitForLoadState('networkidle')
  const buttons = page.locator('.save-figure button')
  const saved: SavedFigure[] = []
  const labels = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  const names = labels.flatMap((label) => /^Save (.*) as SVG$/.exec(label)?.[1] ?? [])
  expect(labels).toEqual(names.flatMap((name) => [`Save ${name} as SVG`, `Save ${name} as PNG`]))
  for (const name of names) {
    const [drawing, picture] = [await saveBy(page, `Save ${name} as SVG`), await saveBy(page, `Save ${name} as PNG`)]
    expect([drawing.file, picture.file]).toEqual([
      expect.stringMatching(/^[\p{L}\p{N}-]+\.svg$/u),
      drawing.file.replace(/svg$/, 'png'),
    ])
    const svg = drawing.bytes.toString('utf8')
    const markup = svg.replace(/>[^<]*</g, '><')
    expect(markup).not.toMatch(/var\(|class=|style=|<style|<script|<foreignObject|<image|href|url\(| on\w+=|oklch/)
    const { complaint, texts, root, outside } = await page.evaluate((source) => {
      const document = new DOMParser().parseFromString(source, 'image/svg+xml')
      const all = [...document.querySelectorAll('*')]
      return {
        complaint: document.querySelector('parsererror')?.textContent ?? null,
        texts: all
          .filter(({ localName }) => localName === 'text')
          .map(({ textContent }) => textContent)
          .join('\n'),
        root: document.documentElement.localName,
        outside: all.filter(({ namespaceURI }) => namespaceURI !== 'http://www.w3.org/2000/svg').length,
      }
    }, svg)
    expect({ name, complaint, root, outside }).toEqual({ name, complaint: null, root: 'svg', outside: 0 })
    // A reader of SVG that is no browser sees the same size.
    const [drawn, pictured] = [await sharp(drawing.bytes).metadata(), await sharp(picture.bytes).metadata()]
    expect([pictured.format, pictured.width, pictured.height]).toEqual(['png', 2 * drawn.width, 2 * drawn.height])
    saved.push({ name, file: drawing.file, texts })
  }
  return saved
}

/** Presses a button by the keyboard. */
async function saveBy(page: Page, label: string): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: label, exact: true }).press('Enter')
  const got = await download
  const bytes = readFileSync(await got.path())
  // Chromium passes over downloads of a page beyond some ten in a second, which no hand asks for.
  await page.waitForTimeout(120)
  return { file: got.suggestedFilename(), bytes }
}
