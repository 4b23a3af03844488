import type { Page } from 'playwright-core'
import { viewNames } from '../../src/studio/viewNames.ts'

/** What a view shows when it is there, beside its heading. */
export const viewSigns: Readonly<Record<(typeof viewNames)[number], string>> = {
  summary: '.finding',
  map: '.map-frame',
  neighbours: '.queries .tile',
  classes: 'main h1, main h2',
  training: 'main svg',
  compare: 'main table',
  curate: '.queues',
}

/** Opens a view by its address, and waits until it is there. */
export async function openView(page: Page, address: string, path: string): Promise<void> {
  await page.goto(`${address}${path}`)
  const view = viewNames.find((name) => path.startsWith(name)) ?? 'summary'
  await page.waitForSelector(viewSigns[view])
}
