import { createHash } from 'node:crypto'
import { embedJson } from '../../report/embedJson.ts'
import { escapeHtml } from '../../report/escapeHtml.ts'

export interface ReportPage {
  readonly title: string
  readonly version: string
  /** The studio's page as one script and one style. */
  readonly page: { readonly script: string; readonly style: string }
  /** All thumbnails as one WebP; null where there are none. */
  readonly sheet: Uint8Array | null
  /** By address: see embedded.ts. */
  readonly resources: Readonly<Record<string, unknown>>
}

/** The report as one HTML file: the studio's page with all that it asks for inside. It loads nothing, and its policy forbids it to,
 *  and to run anything but its own script. Pure. */
export function reportHtml({ title, version, page, sheet, resources }: ReportPage): string {
  // Neither may end its element, whatever it holds.
  const script = `\n${page.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')}\n`
  const styles = [page.style.replaceAll('</style', '<\\/style'), ...(sheet ? [sheetStyle(sheet)] : [])]
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${styles.map(sha256).join(' ')}`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="generator" content="nearkin ${escapeHtml(version)}">
<title>${escapeHtml(title)}</title>
${styles.map((style) => `<style>${style}</style>`).join('\n')}
</head>
<body>
<div id="studio"></div>
<noscript>This report draws itself by a script that it holds: allow scripts to see it.</noscript>
<script type="application/json" id="nearkin-data">${embedJson(resources)}</script>
<script type="module">${script}</script>
</body>
</html>
`
}

const sheetStyle = (sheet: Uint8Array): string =>
  `.thumb.tile{background-image:url("data:image/webp;base64,${Buffer.from(sheet).toString('base64')}")}`

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
