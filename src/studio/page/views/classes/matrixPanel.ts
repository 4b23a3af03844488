import { escapeXml } from '../../parts/figure.ts'
import type { FigureInks } from '../../parts/figures/figureInks.ts'
import type { FigurePanel } from '../../parts/figures/figureSheet.ts'
import { fitText, textWidth } from '../../parts/figures/lettering.ts'
import type { ConfusionTable } from './confusionTable.ts'
import { shadeOf } from './shadeOf.ts'

const [cellWidth, cellHeight, step, head, widestName] = [38, 30, { x: 40, y: 32 }, 24, 300]

/** The confusion matrix as a drawing: as the page has it. Pure.
 *  @param nameOf what a class is called
 *  @param bad `#rrggbb` of the darkest cells */
export function matrixPanel(
  { names, cells }: ConfusionTable,
  nameOf: (name: string) => string,
  { ink, mute, faint, line, ground, bad }: FigureInks & { readonly bad: string },
): FigurePanel {
  const largest = Math.max(...cells.flat().map((one) => one?.share ?? 0))
  const labels = names.map((name) => fitText(nameOf(name), widestName, 13))
  const left = 30 + Math.ceil(Math.max(...labels.map((label) => textWidth(label, 13)))) + 12
  const at = (place: number): number => left + place * step.x
  const lines = names.map(
    (_, i) =>
      `<text x="${at(i) + cellWidth / 2}" y="15" text-anchor="middle" font-weight="600" fill="${mute}">${i + 1}</text>`,
  )
  for (const [i, label] of labels.entries()) {
    const top = head + i * step.y
    lines.push(
      `<text x="18" y="${top + 20}" text-anchor="end" fill="${mute}">${i + 1}</text>`,
      `<text x="30" y="${top + 20}" fill="${ink}">${escapeXml(label)}</text>`,
    )
    for (const [j, one] of cells[i]!.entries()) {
      const fill = one ? mixed(bad, ground, shadeOf(one.share, largest)) : faint
      const place = `x="${at(j)}" y="${top}" width="${cellWidth}" height="${cellHeight}"`
      if (i !== j) lines.push(`<rect ${place} rx="5" fill="${fill}"/>`)
      else lines.push(`<path d="${stripes(at(j), top)}" stroke="${line}" stroke-width="2" fill="none"/>`)
      if (one)
        lines.push(
          `<text x="${at(j) + cellWidth / 2}" y="${top + 20}" text-anchor="middle" font-weight="600" fill="${ink}">${one.queries}</text>`,
        )
    }
  }
  return {
    svg: ['<g font-size="13">', ...lines, '</g>'].join('\n'),
    width: at(names.length),
    height: head + names.length * step.y,
  }
}

/** Lines across a cell from below left to above right. */
function stripes(left: number, top: number): string {
  const [w, h] = [cellWidth, cellHeight]
  const offsets = Array.from({ length: Math.ceil((w + h) / 10) }, (_, i) => 5 + 10 * i).filter((c) => c < w + h)
  return offsets
    .map(
      (c) =>
        `M${left + Math.max(0, c - h)} ${top + Math.min(c, h)}L${left + Math.min(c, w)} ${top + Math.max(0, c - w)}`,
    )
    .join('')
}

/** @param share of the first colour, 0 to 1 */
function mixed(first: string, second: string, share: number): string {
  const part = (colour: string, i: number): number => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16)
  const mixture = [0, 1, 2].map((i) => Math.round(share * part(first, i) + (1 - share) * part(second, i)))
  return `#${mixture.map((x) => x.toString(16).padStart(2, '0')).join('')}`
}
