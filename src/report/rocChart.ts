import { escapeHtml } from './escapeHtml.ts'
import { format } from './format.ts'

/** A curve of rates, rising. */
export interface RocCurve {
  readonly name: string
  readonly far: readonly number[]
  readonly tar: readonly number[]
  /** Area under it. */
  readonly auc: number
}

const colours = ['#1f6feb', '#d1480b', '#2f8f4e', '#8250df', '#6e7781']
const [size, left, top, gap] = [320, 52, 40, 84]

/** An SVG picture of ROC curves: true over false accept rates, on the left as they are, on the right with the false accept rate
 *  on a logarithmic axis from 1e-4, where applications live. It stands by itself: no style sheet, dark text on white. */
export function rocChart(curves: readonly RocCurve[], { title }: { readonly title: string }): string {
  const width = 2 * size + left + gap + 24
  const height = top + size + 56 + 18 * Math.max(1, curves.length)
  const log = (far: number): number => 1 + Math.log10(Math.max(far, 1e-4)) / 4
  const panels = [
    { x: left, of: (far: number): number => far, marks: [0, 0.25, 0.5, 0.75, 1], note: 'false accept rate' },
    { x: left + size + gap, of: log, marks: [1e-4, 1e-3, 1e-2, 1e-1, 1], note: 'false accept rate, logarithmic' },
  ]
  const y = (tar: number): number => round(top + size - tar * size)
  const drawn = panels.map(({ x, of, marks, note }) => {
    const at = (far: number): number => round(x + of(far) * size)
    const grid = marks.map(
      (far) =>
        `<path d="M${at(far)} ${top}V${top + size}" stroke="#ddd"/><text x="${at(far)}" y="${top + size + 18}" text-anchor="middle">${far}</text>`,
    )
    const rows = [0, 0.25, 0.5, 0.75, 1].map(
      (tar) =>
        `<path d="M${x} ${y(tar)}H${x + size}" stroke="#ddd"/><text x="${x - 8}" y="${y(tar) + 4}" text-anchor="end">${tar}</text>`,
    )
    const chance =
      marks[0] === 0 ? `<path d="M${at(0)} ${y(0)}L${at(1)} ${y(1)}" stroke="#999" stroke-dasharray="3 3"/>` : ''
    const lines = curves.map(
      ({ far, tar }, i) =>
        `<path d="${lineOf(far, tar, at, y)}" fill="none" stroke="${colourOf(i)}" stroke-width="2"/>`,
    )
    return `${grid.join('')}${rows.join('')}${chance}${lines.join('')}<text x="${x + size / 2}" y="${top + size + 38}" text-anchor="middle">${note}</text>`
  })
  const key = curves.map(
    ({ name, auc }, i) =>
      `<text x="${left}" y="${top + size + 62 + 18 * i}" fill="${colourOf(i)}">${escapeHtml(name)}: AUC ${format(auc)}</text>`,
  )
  if (curves.length === 0)
    key.push(`<text x="${left}" y="${top + size + 62}">No level has pairs of one class and of two.</text>`)
  const told = curves.map(({ name, auc }) => `${name} ${format(auc)}`).join('; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222" role="img" aria-label="${escapeHtml(`ROC curves. Area: ${told}`)}"><rect width="${width}" height="${height}" fill="#fff"/><text x="${left}" y="22" font-size="15" font-weight="600">${escapeHtml(title)}</text><text x="16" y="${top + size / 2}" transform="rotate(-90 16 ${top + size / 2})" text-anchor="middle">true accept rate</text>${drawn.join('')}${key.join('')}</svg>\n`
}

const colourOf = (i: number): string => colours[i % colours.length]!

const round = (value: number): number => Math.round(value * 10) / 10

const lineOf = (
  far: readonly number[],
  tar: readonly number[],
  x: (far: number) => number,
  y: (tar: number) => number,
): string => far.map((rate, i) => `${i === 0 ? 'M' : 'L'}${x(rate)} ${y(tar[i]!)}`).join('')
