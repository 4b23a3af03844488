/** A sample of a picture: where it is, which class it is of. */
export interface Dot {
  readonly at: readonly [number, number]
  readonly label: number
  /** Drawn as a diamond: a proxy. */
  readonly proxy?: boolean
}

/** A line between two places: a pull or a push, or where a sample is moved to. */
export interface Line {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly kind: 'moved' | 'positive' | 'negative'
}

export interface Panel {
  readonly title: string
  readonly dots: readonly Dot[]
  readonly lines: readonly Line[]
}

const size = 220
const radius = 78
const colours = ['#2f6db3', '#c8692b', '#3c8d5a', '#7d5ba6']
const strokes = { moved: '#222', positive: '#3c8d5a', negative: '#c0392b' }

/** Panels side by side, as SVG that stands by itself. Embeddings lie on the unit circle, which is drawn. */
export function picture(panels: readonly Panel[], words: string): string {
  const width = size * panels.length
  const body = panels.map((panel, i) => drawn(panel, i * size)).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${size + 20}" width="${width}" height="${size + 20}" role="img" aria-label="${escaped(words)}" font-family="system-ui, sans-serif" font-size="12">
<rect width="${width}" height="${size + 20}" fill="#fff"/>
<defs><marker id="head" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="5" markerHeight="5" orient="auto-start-reverse"><path d="M0 0 6 3 0 6z" fill="#222"/></marker></defs>
${body}
</svg>
`
}

function drawn({ title, dots, lines }: Panel, left: number): string {
  const x = (value: number): string => (left + size / 2 + radius * value).toFixed(1)
  const y = (value: number): string => (20 + size / 2 - radius * value).toFixed(1)
  const circle = `<circle cx="${x(0)}" cy="${y(0)}" r="${radius}" fill="none" stroke="#ddd"/>`
  const words = `<text x="${left + size / 2}" y="16" text-anchor="middle" fill="#333">${escaped(title)}</text>`
  const edges = lines.map(({ from, to, kind }) => {
    const arrow = kind === 'moved' ? ' marker-end="url(#head)" stroke-width="1.3"' : ' stroke-width="1.5"'
    return `<line x1="${x(from[0])}" y1="${y(from[1])}" x2="${x(to[0])}" y2="${y(to[1])}" stroke="${strokes[kind]}"${arrow}/>`
  })
  const marks = dots.map(({ at, label, proxy }) => {
    const fill = colours[label % colours.length]
    if (!proxy) return `<circle cx="${x(at[0])}" cy="${y(at[1])}" r="4.5" fill="${fill}"/>`
    return `<rect x="-5" y="-5" width="10" height="10" transform="translate(${x(at[0])} ${y(at[1])}) rotate(45)" fill="#fff" stroke="${fill}" stroke-width="2"/>`
  })
  const nothing =
    lines.length > 0 ? [] : [`<text x="${x(0)}" y="${y(0)}" text-anchor="middle" fill="#777">nothing moves</text>`]
  // Pairs lie under the samples, movements over them.
  const moved = edges.filter((_, i) => lines[i]!.kind === 'moved')
  const pairs = edges.filter((_, i) => lines[i]!.kind !== 'moved')
  return [circle, words, ...nothing, ...pairs, ...marks, ...moved].join('\n')
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
