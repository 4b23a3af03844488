import type { Comparison } from '../../../api.ts'
import { escapeXml } from '../../parts/figure.ts'
import type { FigureInks } from '../../parts/figures/figureInks.ts'
import type { FigurePanel } from '../../parts/figures/figureSheet.ts'
import { fitText, textWidth, wrapText } from '../../parts/figures/lettering.ts'
import { differenceKind, differenceWords } from './differenceKind.ts'
import { differenceText, estimateText } from './estimateText.ts'
import { pairOf } from './pairOf.ts'
import { spanOf } from './spanOf.ts'

const [whisker, cell] = [120, 152]

/** The table of methods as a drawing: numbers, whiskers on the scale of their column, and differences from the baseline, as the page has
 *  them. Pure.
 *  @param order places of the methods
 *  @param colours `#rrggbb`, one a method */
export function methodsPanel(
  comparison: Comparison,
  order: readonly number[],
  baseline: number,
  colours: readonly string[],
  { ink, mute, line, faint, good, bad }: FigureInks & { readonly good: string; readonly bad: string },
): FigurePanel {
  const { columns, methods, over } = comparison
  const differing = over !== null && methods.length > 1
  const row = differing ? 84 : 48
  const names = order.map((m) => fitText(methods[m]!.name, 320, 14.3))
  const left = 22 + Math.ceil(Math.max(90, ...names.map((name) => textWidth(name, 14.3)))) + 18
  const width = left + columns.length * cell
  const text = (x: number, y: number, words: string, style: string): string =>
    `<text x="${x}" y="${y}" ${style}>${escapeXml(words)}</text>`
  const heads = columns.map(({ name }) => wrapText(name, cell - 10, 14.3))
  const head = 10 + 16 * Math.max(1, ...heads.map(({ length }) => length))
  const lines = heads.flatMap((words, c) =>
    words.map((line, i) =>
      text(left + c * cell, head - 12 - 16 * (words.length - 1 - i), line, `font-weight="600" fill="${mute}"`),
    ),
  )
  const spans = columns.map((_, c) => spanOf(methods.map(({ estimates }) => estimates[c] ?? null)))
  for (const [i, m] of order.entries()) {
    const top = head + i * row
    const { estimates, runs } = methods[m]!
    const isBaseline = m === baseline && methods.length > 1
    if (isBaseline) lines.push(`<rect x="0" y="${top}" width="${width}" height="${row}" fill="${faint}"/>`)
    lines.push(
      `<path d="M0 ${top}H${width}" stroke="${line}"/>`,
      `<circle cx="8" cy="${top + 18}" r="5.5" fill="${colours[m]}"/>`,
      text(22, top + 22, names[i]!, `font-weight="600" fill="${ink}"`),
      text(
        22,
        top + 39,
        `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}${isBaseline ? ', the baseline' : ''}`,
        `font-size="12" fill="${mute}"`,
      ),
    )
    for (const c of columns.keys()) {
      const estimate = estimates[c] ?? null
      const x = left + c * cell
      lines.push(text(x, top + 22, estimateText(estimate), `font-weight="600" fill="${ink}"`))
      if (estimate) {
        const [low, high] = spans[c]!
        const at = (value: number): string => (x + 6 + ((value - low) / (high - low || 1)) * (whisker - 12)).toFixed(1)
        const middle = top + 36
        const base = m === baseline ? null : (methods[baseline]?.estimates[c]?.mean ?? null)
        const { mean, halfWidth } = estimate
        lines.push(`<path d="M${x + 6} ${middle}h${whisker - 12}" stroke="${line}"/>`)
        if (base !== null)
          lines.push(`<path d="M${at(base)} ${middle - 7}v14" stroke="${mute}" stroke-dasharray="2 2"/>`)
        if (halfWidth !== null)
          lines.push(
            `<path d="M${at(mean - halfWidth)} ${middle}H${at(mean + halfWidth)}" stroke="${colours[m]}" stroke-width="3" stroke-opacity="0.5" stroke-linecap="round"/>`,
          )
        lines.push(`<circle cx="${at(mean)}" cy="${middle}" r="4.5" fill="${colours[m]}"/>`)
      }
      const pair = differing && m !== baseline ? pairOf(comparison, m, baseline, c) : null
      if (!pair) continue
      const kind = differenceKind(comparison, pair)
      const style = `font-size="12" fill="${kind === 'ahead' ? good : kind === 'behind' ? bad : mute}"`
      lines.push(text(x, top + 59, differenceText(pair.estimate), style))
      lines.push(text(x, top + 74, differenceWords(comparison, pair), style))
    }
  }
  return { svg: ['<g font-size="13">', ...lines, '</g>'].join('\n'), width, height: head + order.length * row }
}
