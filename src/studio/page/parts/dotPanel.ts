import { format } from '../../../report/format.ts'
import { type DotRow, dotAxis, markText } from './dotAxis.ts'
import { escapeXml } from './figure.ts'
import type { FigureInks } from './figures/figureInks.ts'
import type { FigurePanel } from './figures/figureSheet.ts'
import { fitText, textWidth } from './figures/lettering.ts'

const [rowHeight, trackWidth, gap] = [30, 340, 14]

/** A dot chart as a drawing: as the page has it, but with more room for names. Pure.
 *  @param rows whose colours are `#rrggbb`
 *  @param values the number is written beside each row */
export function dotPanel(
  rows: readonly DotRow[],
  values: boolean,
  { ink, mute, line, ground }: FigureInks,
): FigurePanel {
  const axis = dotAxis(rows)
  if (!axis) return { svg: `<text y="14" font-size="13" fill="${mute}">Not measured.</text>`, width: 120, height: 20 }
  const names = rows.map(({ name }) => fitText(name, 260, 13))
  const tags = rows.map(({ tag }) => tag ?? '')
  const nameWidth = Math.max(
    ...names.map((name, i) => textWidth(name, 13) + (tags[i] ? 7 + textWidth(tags[i]!, 13) : 0)),
  )
  const left = Math.ceil(nameWidth) + gap
  const at = (value: number): string => (left + trackWidth * axis.at(value)).toFixed(1)
  const bottom = rows.length * rowHeight
  const lines = axis.marks.flatMap((mark) => [
    `<path d="M${at(mark)} 0V${bottom}" stroke="${line}"/>`,
    `<text x="${at(mark)}" y="${bottom + 16}" font-size="12" text-anchor="middle" fill="${mute}">${markText(mark)}</text>`,
  ])
  for (const [i, { dots }] of rows.entries()) {
    const middle = i * rowHeight + rowHeight / 2
    lines.push(`<text x="0" y="${middle + 4.5}" font-size="13" fill="${ink}">${escapeXml(names[i]!)}</text>`)
    if (tags[i])
      lines.push(
        `<text x="${left - gap}" y="${middle + 4.5}" font-size="13" text-anchor="end" fill="${mute}">${escapeXml(tags[i]!)}</text>`,
      )
    for (const { estimate, colour } of dots) {
      if (!estimate) continue
      const { mean, halfWidth } = estimate
      if (halfWidth)
        lines.push(
          `<path d="M${at(mean - halfWidth)} ${middle}H${at(mean + halfWidth)}" stroke="${colour}" stroke-width="3" stroke-opacity="0.45" stroke-linecap="round"/>`,
        )
      lines.push(
        `<circle cx="${at(mean)}" cy="${middle}" r="6.5" fill="${colour}" stroke="${ground}" stroke-width="2"/>`,
      )
    }
    if (values)
      lines.push(
        `<text x="${left + trackWidth + gap + 44}" y="${middle + 4.5}" font-size="13" font-weight="600" text-anchor="end" fill="${ink}">${format(dots[0]?.estimate?.mean)}</text>`,
      )
  }
  return { svg: lines.join('\n'), width: left + trackWidth + (values ? gap + 44 : 12), height: bottom + 22 }
}
