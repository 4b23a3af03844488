import { escapeHtml } from './escapeHtml.ts'

export interface HtmlPage {
  readonly title: string
  readonly version?: string
  /** What may be loaded, beside styles in the page itself: as a content security policy says it. Default: nothing. */
  readonly allowed?: string
  readonly style: string
  /** All between the tags of the body, as HTML. */
  readonly body: string
}

/** A page that is one file, and loads nothing that it does not hold. */
export function htmlPage({ title, version, allowed, style, body }: HtmlPage): string {
  const policy = ["default-src 'none'", ...(allowed ? [allowed] : []), "style-src 'unsafe-inline'"].join('; ')
  const generator = version === undefined ? '' : `<meta name="generator" content="nearkin ${escapeHtml(version)}">\n`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${generator}<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}
