import { escapeHtml } from '../../report/escapeHtml.ts'

/** A figure that stands by itself, in light and in dark: its classes are `ink`, `mute`, `grid`, `all` and `easiest`, and
 *  `c0` .. `c5` for classes. Inside of a page the page's own colours hold where they bear the same names.
 *  @param words what the figure shows, for who cannot see it */
export function svg(width: number, height: number, words: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(words)}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="12.5">
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}" rx="10"/>
${body}
</svg>
`
}

const style = `.ground { fill: #fff } text { fill: #22262d } text.mute { fill: #5d646e } .grid { stroke: #e4e1da } .frame { stroke: #cfcbc2; fill: none } .all { --c: #a34a3a } .easiest { --c: #00767f } .c0 { --c: #2f6db3 } .c1 { --c: #b8620e } .c2 { --c: #2f8052 } .c3 { --c: #7d4fa8 } .c4 { --c: #a8356a } .c5 { --c: #666b73 } .line { stroke: var(--c); fill: none; stroke-width: 2 } .thin { stroke: var(--c); stroke-width: 1.4; fill: none } .dash { stroke-dasharray: 5 4 } .mark { stroke: var(--c); fill: var(--c) } .open { stroke: var(--c); stroke-width: 2; fill: var(--c); fill-opacity: 0.14 } text.key { fill: var(--c); font-weight: 600 } text.title { font-weight: 600; font-size: 13.5px }
@media (prefers-color-scheme: dark) { .ground { fill: #16181c } text { fill: #eceef1 } text.mute { fill: #a2a9b3 } .grid { stroke: #2c3038 } .frame { stroke: #444a54 } .all { --c: #ef8b78 } .easiest { --c: #45c4c9 } .c0 { --c: #82abec } .c1 { --c: #eba95c } .c2 { --c: #63c48d } .c3 { --c: #bd93e0 } .c4 { --c: #ec86ae } .c5 { --c: #a3a9b2 } }`

/** A coordinate with one decimal. */
export const at = (value: number): string => String(Math.round(value * 10) / 10)

/** Words at a place. */
export function text(x: number, y: number, words: string, options: { anchor?: string; class?: string } = {}): string {
  const { anchor = 'start', class: name } = options
  return `<text x="${at(x)}" y="${at(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${name ? ` class="${name}"` : ''}>${escapeHtml(words)}</text>`
}

/** A noise as it is read: 0.05 as 5 %. */
export const percent = (share: number): string => `${Number((100 * share).toPrecision(4))} %`
