import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a browser to test in; without one the tests skip. */
export const hasChromium = existsSync(chromiumPath)

/** A page whose complaints are written down: errors of its console, of its scripts, of its policy, and requests that leave for
 *  another place than where it came from. */
export interface WatchedPage {
  readonly page: Page
  readonly complaints: string[]
}

export interface TestBrowser {
  readonly open: (options?: {
    readonly width?: number
    readonly height?: number
    readonly theme?: 'dark' | 'light'
  }) => Promise<WatchedPage>
  readonly close: () => Promise<void>
}

/** Opens the browser.
 *  @param origin where all requests are to go; `file://` for a report, which asks for nothing but itself
 *  @param args more for its command line */
export async function openBrowser(origin: string, args: readonly string[] = []): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--enable-unsafe-swiftshader', ...args],
  })
  const contexts: BrowserContext[] = []
  return {
    async open({ width = 1440, height = 900, theme = 'light' } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme })
      contexts.push(context)
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || /Content Security Policy/i.test(message.text()))
          complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('request', (request) => {
        if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) complaints.push(request.url())
      })
      return { page, complaints }
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
    },
  }
}
