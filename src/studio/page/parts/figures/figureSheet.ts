import { escapeXml } from '../figure.ts'
import type { FigureInks } from './figureInks.ts'
import { fitText, textWidth, wrapText } from './lettering.ts'

/** A drawing of a figure: markup of SVG whose colours are written out. */
export interface FigurePanel {
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly title?: string
  /** What its horizontal axis is. */
  readonly axis?: string
}

/** What a colour, a dot or a broken line stands for. */
export interface FigureKey {
  readonly name: string
  /** `#rrggbb`. */
  readonly colour: string
  /** As a line, broken like this, or not broken; without it a dot. */
  readonly dash?: string | null
}

export interface Figure {
  readonly title: string
  /** Below the title: what is to be seen. */
  readonly words?: string
  /** Beside one another. */
  readonly panels: readonly FigurePanel[]
  readonly keys?: readonly FigureKey[]
}

const [edge, gap] = [20, 24]

/** Narrower a title and a legend have no room. */
const leastWidth = 340

/** A figure as SVG that stands by itself: title, what it shows, its drawings, and what their colours mean, on the ground of the page.
 *  All text of it is text, whatever it holds. Pure. */
export function figureSheet({ title, words = '', panels, keys = [] }: Figure, inks: FigureInks): string {
  const inner = Math.max(leastWidth, sum(panels.map(({ width }) => width)) + gap * Math.max(0, panels.length - 1))
  const lines: string[] = []
  let top = edge
  const write = (texts: readonly string[], size: number, step: number, style: string): void => {
    for (const text of texts) {
      top += step
      lines.push(`<text x="${edge}" y="${top - 5}" font-size="${size}" ${style}>${escapeXml(text)}</text>`)
    }
  }
  write(wrapText(title, inner, 18.7), 17, 24, `font-weight="650" fill="${inks.ink}"`)
  write(wrapText(words, inner, 13), 13, 19, `fill="${inks.mute}"`)
  top += 12
  const titled = panels.some((panel) => panel.title !== undefined) ? 26 : 0
  const across = panels.some(({ axis }) => axis !== undefined) ? 20 : 0
  let left = edge
  for (const { svg, width, height, title: own, axis } of panels) {
    if (own !== undefined)
      lines.push(
        `<text x="${left}" y="${top + 14}" font-size="14" font-weight="600" fill="${inks.ink}">${escapeXml(fitText(own, width, 15.4))}</text>`,
      )
    lines.push(`<g transform="translate(${left} ${top + titled})">`, svg, '</g>')
    if (axis !== undefined)
      lines.push(
        `<text x="${left + width / 2}" y="${top + titled + height + 14}" font-size="12" text-anchor="middle" fill="${inks.mute}">${escapeXml(axis)}</text>`,
      )
    left += width + gap
  }
  top += titled + Math.max(0, ...panels.map(({ height }) => height)) + across
  if (keys.length > 0) {
    const legend = legendOf(keys, inner, inks)
    lines.push(`<g transform="translate(${edge} ${top + 12})">`, legend.svg, '</g>')
    top += 12 + legend.height
  }
  const [width, height] = [inner + 2 * edge, Math.ceil(top) + edge]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="${inks.ground}"/>`,
    ...lines,
    '</svg>',
  ].join('\n')
}

/** Keys one after another, in as many lines as they need. */
export function legendOf(
  keys: readonly FigureKey[],
  width: number,
  { ink }: Pick<FigureInks, 'ink'>,
): { readonly svg: string; readonly height: number } {
  const [size, step] = [13, 21]
  const lines: string[] = []
  let [x, y] = [0, 0]
  for (const { name, colour, dash } of keys) {
    const mark = dash === undefined ? 16 : 32
    const text = fitText(name, width - mark, size)
    const whole = mark + textWidth(text, size)
    if (x > 0 && x + whole > width) [x, y] = [0, y + step]
    const middle = y + 10
    lines.push(
      dash === undefined
        ? `<circle cx="${x + 5}" cy="${middle}" r="5" fill="${colour}"/>`
        : `<path d="M${x} ${middle}h24" stroke="${colour}" stroke-width="2.5"${dash === null ? '' : ` stroke-dasharray="${escapeXml(dash)}"`}/>`,
      `<text x="${(x + mark).toFixed(1)}" y="${middle + 4.5}" font-size="${size}" fill="${ink}">${escapeXml(text)}</text>`,
    )
    x += whole + 20
  }
  return { svg: lines.join('\n'), height: y + step }
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
