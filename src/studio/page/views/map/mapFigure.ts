import { escapeXml } from '../../parts/figure.ts'
import { type FigureKey, legendOf } from '../../parts/figures/figureSheet.ts'
import { wrapText } from '../../parts/figures/lettering.ts'
import { arrowHead } from './arrow.ts'
import type { Camera, Size } from './camera.ts'
import { toScreen } from './camera.ts'
import type { NamePlace } from './namePlaces.ts'
import { dotSize } from './points/dotSize.ts'
import { pointOrder } from './points/pointOrder.ts'
import { circleRadius, type Scene } from './scene.ts'

/** With more points than these a figure holds a picture of them instead: no program opens hundreds of thousands of circles. */
const mostCircles = 20_000

/** One map of a figure. */
export interface FigurePart {
  readonly title: string
  /** Below the title: what the map is. */
  readonly words: string
  readonly scene: Scene
  readonly codes: Int32Array
  /** `#rrggbb` of each class, and last that of rows without one. */
  readonly colours: readonly string[]
  readonly hidden: (code: number) => boolean
  readonly names: readonly (NamePlace & { readonly text: string; readonly colour: string })[]
  readonly camera: Camera
  /** From row to row, as lines with a head. */
  readonly paths?: readonly (readonly [from: number, to: number])[]
  /** A picture of the points as a data URI, taken where there are too many. */
  readonly picture: (size: Size) => string
}

/** Maps side by side as SVG that stands by itself, and what their colours mean below.
 *  @param side of a map in units of the figure */
export function mapFigure(
  parts: readonly FigurePart[],
  { ink, mute, ground, line }: Readonly<Record<'ink' | 'mute' | 'ground' | 'line', string>>,
  keys: readonly FigureKey[] = [],
  side = 640,
): string {
  const gap = 24
  const told = parts.map(({ words }) => wrapText(words, side, 13))
  const head = 46 + 18 * Math.max(1, ...told.map(({ length }) => length))
  const width = parts.length * side + (parts.length + 1) * gap
  const legend = keys.length > 0 ? legendOf(keys, width - 2 * gap, { ink }) : null
  const below = side + head + 2 * gap
  const height = below + (legend ? legend.height + gap : 0)
  const maps = parts.map((part, place) => {
    const left = gap + place * (side + gap)
    return [
      `<g transform="translate(${left} ${gap})">`,
      `<text x="0" y="20" font-size="20" font-weight="650" fill="${ink}">${escapeXml(part.title)}</text>`,
      ...told[place]!.map(
        (line, i) => `<text x="0" y="${42 + 18 * i}" font-size="13" fill="${mute}">${escapeXml(line)}</text>`,
      ),
      `<svg x="0" y="${head}" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}" overflow="hidden">`,
      ...mapOf(part, side, { ink, ground, line }),
      '</svg></g>',
    ].join('\n')
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="${ground}"/>`,
    ...maps,
    ...(legend ? [`<g transform="translate(${gap} ${below})">`, legend.svg, '</g>'] : []),
    '</svg>',
  ].join('\n')
}

function mapOf(part: FigurePart, side: number, inks: Readonly<Record<'ink' | 'ground' | 'line', string>>): string[] {
  const { scene, codes, colours, hidden, names, camera } = part
  const size = { width: side, height: side }
  const at = (x: number, y: number): [string, string] => {
    const [left, top] = toScreen(camera, size, x, y)
    return [left.toFixed(1), top.toFixed(1)]
  }
  const lines: string[] = []
  const rows = pointOrder(codes.length).filter((row) => !hidden(codes[row]!))
  if (rows.length > mostCircles) lines.push(`<image width="${side}" height="${side}" href="${part.picture(size)}"/>`)
  else {
    const { radius, opacity } = dotSize(codes.length, side, camera.zoom)
    const dots = [...rows].map((row) => {
      const [x, y] = at(scene.x[row]!, scene.y[row]!)
      return `<circle cx="${x}" cy="${y}" r="${radius.toFixed(2)}" fill="${colours.at(codes[row]!)}"/>`
    })
    lines.push(`<g fill-opacity="${opacity.toFixed(2)}">`, ...dots, '</g>')
  }
  if (scene.kind === 'circle') {
    const [x, y] = at(0, 0)
    const edge = toScreen(camera, size, circleRadius - 0.008, 0)[0] - toScreen(camera, size, 0, 0)[0]
    lines.push(`<circle cx="${x}" cy="${y}" r="${edge.toFixed(1)}" fill="none" stroke="${inks.line}"/>`)
  }
  for (const [from, to] of part.paths ?? []) {
    const [start, tip] = [from, to].map((row) => toScreen(camera, size, scene.x[row]!, scene.y[row]!))
    const write = (places: readonly (readonly [number, number])[]): string =>
      places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')
    const head = arrowHead(start!, tip!, 8)
    lines.push(`<path d="M${write([start!, tip!])}" stroke="${inks.ink}" stroke-width="1.2" fill="none"/>`)
    if (head) lines.push(`<path d="M${write(head)}z" fill="${inks.ink}"/>`)
  }
  const letters = 'font-size="16" font-weight="600" text-anchor="middle" dominant-baseline="central"'
  for (const name of names) {
    const [x, y] = at(name.x, name.y)
    const text = escapeXml(name.text)
    lines.push(
      `<text x="${x}" y="${y}" ${letters} stroke="${inks.ground}" stroke-width="4" stroke-linejoin="round" fill="none">${text}</text>`,
      `<text x="${x}" y="${y}" ${letters} fill="${inks.ink}">${text}</text>`,
    )
    if (name.tipX === name.x && name.tipY === name.y) continue
    const [nearX, nearY] = at(name.x + 0.25 * (name.tipX - name.x), name.y + 0.25 * (name.tipY - name.y))
    const [tipX, tipY] = at(name.tipX, name.tipY)
    lines.push(`<path d="M${nearX} ${nearY}L${tipX} ${tipY}" stroke="${name.colour}" stroke-width="1.5"/>`)
  }
  return lines
}
