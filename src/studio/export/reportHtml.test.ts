import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { resourcesIn } from './export.testing.ts'
import { reportHtml } from './reportHtml.ts'

const plain = {
  title: 'A report',
  version: '0.1.0',
  page: { script: 'console.log(1)', style: 'a{}' },
  sheet: Uint8Array.of(1, 2, 3),
  resources: { '/api/runs': { runs: [] } },
}

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('reportHtml', () => {
  it('allows its own script and styles alone, by their hashes, and pictures that it holds', () => {
    const html = reportHtml(plain)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|connect-src|https?:/)
    const script = /<script type="module">(.*?)<\/script>/s.exec(html)![1]!
    expect(policy).toContain(`script-src ${sha256(script)};`)
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style]) => sha256(style!))
    expect(styles).toHaveLength(2)
    expect(policy).toContain(`style-src ${styles.join(' ')};`)
    expect(html).toContain('url("data:image/webp;base64,AQID")')
  })

  it('keeps texts of data inside, whatever they hold', () => {
    const evil = `</script><script>alert(1)</script>"'\`&<img src=x onerror=alert(1)><!--\u2028`
    const html = reportHtml({ ...plain, title: evil, version: evil, resources: { '/api/words': { title: evil } } })
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<!--')
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(resourcesIn(html)).toEqual({ '/api/words': { title: evil } })
  })

  it('keeps the script and the style of the page inside their elements', () => {
    const page = { script: 'const a = "</script><!--"', style: 'a::after{content:"</style>"}' }
    const html = reportHtml({ ...plain, page, sheet: null })
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    expect(html).toContain('"<\\/script><\\!--"')
  })

  it('is pure: the same data, the same bytes', () => {
    expect(reportHtml(plain)).toBe(reportHtml(plain))
  })
})
