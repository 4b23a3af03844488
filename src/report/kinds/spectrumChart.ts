import { format } from '../format.ts'
import { ticks } from '../ticks.ts'

const [width, height, left, right, top, bottom] = [520, 250, 48, 8, 12, 34]

/** Axes that are drawn. */
const most = 40

/** Bars of the share of the variance along each principal axis. */
export function spectrumChart(shares: readonly number[]): string {
  const head = '<figcaption><h3>Spectrum</h3><p>share of the variance along each principal axis</p></figcaption>'
  if (shares.length === 0)
    return `<figure class="chart">${head}<p class="none">All embeddings are one point.</p></figure>`
  const drawn = shares.slice(0, most)
  const marks = ticks(0, drawn[0]!, 4)
  const high = marks.at(-1)! || 1
  const step = (width - left - right) / drawn.length
  const y = (share: number): number => height - bottom - (share / high) * (height - top - bottom)
  const grid = marks.map(
    (mark) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(mark)}" y2="${y(mark)}"/><text x="${left - 8}" y="${y(mark) + 4}" text-anchor="end">${format(100 * mark, mark * 100 < 10 && high * 100 < 10 ? 1 : 0)} %</text>`,
  )
  const bars = drawn.map((share, i) => {
    const x = left + i * step + 0.12 * step
    return `<rect x="${x.toFixed(1)}" y="${y(share).toFixed(1)}" width="${(0.76 * step).toFixed(1)}" height="${(height - bottom - y(share)).toFixed(1)}"/>`
  })
  const axis = [...new Set([1, ...[10, 20, 30, 40].filter((at) => at <= drawn.length)])].map(
    (at) =>
      `<text x="${(left + (at - 0.5) * step).toFixed(1)}" y="${height - bottom + 18}" text-anchor="middle">${at}</text>`,
  )
  const told = `Share of the variance along the first axes: ${drawn
    .slice(0, 5)
    .map((share) => `${format(100 * share, 1)} %`)
    .join(', ')}`
  const rest = shares.length > drawn.length ? `of ${shares.length} axes the first ${drawn.length}` : 'axis'
  return `<figure class="chart spectrum">${head}<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${told}">${grid.join('')}${bars.join('')}${axis.join('')}<text class="unit" x="${width - right}" y="${height - 1}" text-anchor="end">${rest}</text></svg></figure>`
}
