import type { Comparison } from '../../../api.ts'
import { differenceText, estimateText, pText } from './estimateText.ts'
import { pairOf } from './pairOf.ts'

/** The comparison as a Markdown table, each method less the baseline beneath it.
 *  @param order places of the methods */
export function comparisonMarkdown(comparison: Comparison, order: readonly number[], baseline: number): string {
  const { columns, methods, differences, over } = comparison
  const head = ['method', 'runs', ...columns.map(({ name }) => name)]
  const body = order.map((m) => {
    const { name, runs, estimates } = methods[m]!
    return [name, String(runs.length), ...estimates.map(estimateText)]
  })
  const against = order
    .filter((m) => m !== baseline)
    .map((m) => [
      methods[m]!.name,
      ...columns.map((_, c) => {
        const pair = pairOf(comparison, m, baseline, c)
        return pair ? `${differenceText(pair.estimate)}${pair.p === null ? '' : ` (${pText(pair.p)})`}` : '–'
      }),
    ])
  const parts = [table(head, body)]
  if (differences.length > 0)
    parts.push(
      `Difference to ${cell(methods[baseline]!.name)}, paired over ${over}, 95 % interval, p by Holm's correction for all pairs:`,
      table(['method', ...columns.map(({ name }) => name)], against),
    )
  return `${parts.join('\n\n')}\n`
}

/** The comparison as CSV (RFC 4180), a line for each method and column. */
export function comparisonCsv(comparison: Comparison, order: readonly number[], baseline: number): string {
  const { columns, methods } = comparison
  const head = ['method', 'column', 'mean', 'half width', 'runs', 'difference to the baseline', 'its half width', 'p']
  const lines = order.flatMap((m) =>
    columns.map(({ name }, c) => {
      const estimate = methods[m]!.estimates[c]
      const pair = m === baseline ? null : pairOf(comparison, m, baseline, c)
      return [
        methods[m]!.name,
        name,
        ...[estimate?.mean, estimate?.halfWidth, estimate?.n],
        ...[pair?.estimate.mean, pair?.estimate.halfWidth, pair?.p],
      ]
    }),
  )
  return [head, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('')
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')

/** A name that a spreadsheet would take for a formula is kept from it by a quote. */
function field(value: string | number | null | undefined): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
