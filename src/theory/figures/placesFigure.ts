import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { CollapseExperimentOptions, CollapseExperimentRun } from '../collapseExperiment.ts'
import { unitRows } from '../distancesOf.ts'
import { at, percent, svg, text } from './svg.ts'

const [side, gap, head, foot] = [108, 8, 44, 32]

/** Where the samples of one loss lie before, and after under every noise: a row for each rule. Colours are classes, shapes
 *  are modes. Each box has a scale of its own, and says it. In more than two dimensions the two are drawn in which the
 *  points extend most.
 *  @param runs of one loss, one start and the first seed, with their places */
export function placesFigure(
  runs: readonly CollapseExperimentRun[],
  options: Pick<CollapseExperimentOptions, 'classes' | 'modes' | 'samples' | 'tied' | 'dimension' | 'space'>,
): string {
  const rules = [...new Set(runs.map(({ positives }) => positives))]
  const noises = [...new Set(runs.map(({ noise }) => noise))]
  const columns = ['start', ...noises.map((noise) => (noise === 0 ? 'no noise' : `${percent(noise)} wrong`))]
  const left = 74
  const width = left + columns.length * (side + gap) + 6
  const rowHeight = side + foot
  const height = head + rules.length * rowHeight + 4
  const body = [
    ...columns.map((words, c) =>
      text(left + c * (side + gap) + side / 2, 28, words, { anchor: 'middle', class: 'title' }),
    ),
    ...rules.flatMap((rule, r) => {
      const top = head + r * rowHeight
      const own = runs.filter(({ positives }) => positives === rule)
      const boxes = [own[0]?.before, ...noises.map((noise) => own.find((run) => run.noise === noise)?.after)]
      return [
        `<g class="${rule}">${text(14, top + side / 2 - 4, rule, { class: 'key' })}</g>`,
        text(14, top + side / 2 + 12, 'positives', { class: 'mute' }),
        ...boxes.map((points, c) => (points ? box(points, options, left + c * (side + gap), top) : '')),
      ]
    }),
  ]
  const told = runs.map(({ positives, noise, ratio }) => `${positives}, ${noise}: ratio ${ratio.toFixed(2)}`).join('; ')
  return svg(width, height, `Places of samples before and after, ${told}`, body.join('\n'))
}

function box(
  points: readonly number[],
  options: Pick<CollapseExperimentOptions, 'modes' | 'samples' | 'tied' | 'dimension' | 'space'>,
  left: number,
  top: number,
): string {
  const { modes, samples, tied, dimension, space } = options
  const places = inPlane(space === 'sphere' ? unitRows(points, dimension) : points, dimension)
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)]
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2] as const
  const extent = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), 1e-9)
  const scale = (side - 34) / extent
  const marks = places.map(([x, y], i) => {
    const mode = tied ? i : Math.floor(i / samples)
    const [px, py] = [left + side / 2 + scale * (x - middle[0]), top + side / 2 - scale * (y - middle[1])]
    return `<path class="c${Math.floor(mode / modes) % 6} open" d="${shape(mode % modes, px, py, tied ? 6.5 : 4)}"/>`
  })
  const bar = barOf(extent)
  return [
    `<rect class="frame" x="${left}" y="${top}" width="${side}" height="${side}" rx="6"/>`,
    ...marks,
    `<line class="c5 thin" x1="${at(left + side - 6 - bar * scale)}" x2="${at(left + side - 6)}" y1="${at(top + side + 9)}" y2="${at(top + side + 9)}"/>`,
    text(left + side - 10 - bar * scale, top + side + 13, String(bar), { anchor: 'end', class: 'mute' }),
  ].join('\n')
}

/** A round length, at most a third of the extent. */
function barOf(extent: number): number {
  const most = extent / 3
  const power = 10 ** Math.floor(Math.log10(most))
  return Number((power * [5, 2, 1].find((m) => m * power <= most)!).toPrecision(1))
}

/** Outlines that are told apart even where they lie on one another. */
function shape(mode: number, x: number, y: number, r: number): string {
  const corners = (count: number, turn: number, size = r): string =>
    `${Array.from({ length: count }, (_, i) => {
      const angle = 2 * Math.PI * (i / count + turn)
      return `${i ? 'L' : 'M'}${at(x + size * Math.sin(angle))} ${at(y - size * Math.cos(angle))}`
    }).join('')}z`
  switch (mode % 5) {
    case 0:
      return `M${at(x - r)} ${at(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`
    case 1:
      return corners(4, 1 / 8, r * 1.2)
    case 2:
      return corners(3, 0, r * 1.25)
    case 3:
      return corners(4, 0, r * 1.2)
    default:
      return corners(3, 1 / 2, r * 1.25)
  }
}

/** The places in the plane: themselves, or along the two axes in which they extend most. */
function inPlane(points: ArrayLike<number>, dimension: number): (readonly [number, number])[] {
  const count = points.length / dimension
  const of = (i: number, k: number): number => (k < dimension ? points[i * dimension + k]! : 0)
  if (dimension <= 2) return Array.from({ length: count }, (_, i) => [of(i, 0), of(i, 1)])
  const rows = new Matrix(
    Array.from({ length: count }, (_, i) => Array.from({ length: dimension }, (_, k) => of(i, k))),
  )
  const centred = rows.subRowVector(rows.mean('column'))
  const { eigenvectorMatrix } = new EigenvalueDecomposition(centred.transpose().mmul(centred), {
    assumeSymmetric: true,
  })
  // Eigenvalues come in rising order.
  const axis = (back: number, i: number): number =>
    centred.getRow(i).reduce((sum, x, k) => sum + x * eigenvectorMatrix.get(k, dimension - back), 0)
  return Array.from({ length: count }, (_, i) => [axis(1, i), axis(2, i)])
}
