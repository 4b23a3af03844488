import { existsSync, readFileSync } from 'node:fs'
import { fail } from '../../errors.ts'

/** Beside the compiled files; where sources are run as they are, in what was built last. */
const places = ['../reportPage/', '../../../dist/studio/reportPage/', '../../../../dist/studio/reportPage/']

/** The studio's page as one script and one style, as it was built. */
export function reportPage(): { script: string; style: string } {
  for (const place of places) {
    const at = new URL(place, import.meta.url)
    if (existsSync(new URL('page.js', at)))
      return {
        script: readFileSync(new URL('page.js', at), 'utf8'),
        style: readFileSync(new URL('page.css', at), 'utf8'),
      }
  }
  return fail({
    who: 'report',
    rule: `needs the studio's page, which is not there: ${new URL(places[0]!, import.meta.url).pathname}`,
    remedy: 'build it by `npm run build`',
  })
}
