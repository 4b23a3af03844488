import { ticks } from '../../report/ticks.ts'
import { at, text } from './svg.ts'

/** A panel of a chart: a frame with a grid, and where values lie in it. */
export interface Axes {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly drawn: string
}

/** Axes in a box of the figure, labelled below and to the left.
 *  @param box of the frame, without the labels */
export function axes({
  box,
  title,
  xs,
  ys,
  xWords,
  yWords,
  xText = (value) => String(value).replace('-', '−'),
  xCount = 3,
  log = false,
}: {
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  readonly title: string
  /** Ends of the axes. */
  readonly xs: readonly [number, number]
  readonly ys: readonly [number, number]
  readonly xWords: string
  readonly yWords: string
  readonly xText?: (value: number) => string
  /** Steps of the axis, about. Default 3. */
  readonly xCount?: number
  /** Doublings are equally far apart, up and down. */
  readonly log?: boolean
}): Axes {
  const { left, top, width, height } = box
  const yTicks = log ? doublings(ys) : ticks(ys[0], ys[1])
  const [low, high] = [yTicks[0]!, yTicks.at(-1)!]
  const x = (value: number): number => left + 10 + ((value - xs[0]) / (xs[1] - xs[0] || 1)) * (width - 20)
  const on = log ? Math.log2 : (value: number): number => value
  const y = (value: number): number => top + height - ((on(value) - on(low)) / (on(high) - on(low) || 1)) * height
  const xTicks = ticks(xs[0], xs[1], xCount).filter((value) => value >= xs[0] - 1e-9 && value <= xs[1] + 1e-9)
  const drawn = [
    text(left, top - 12, title, { class: 'title' }),
    ...yTicks.map(
      (value) =>
        `<line class="grid" x1="${at(left)}" x2="${at(left + width)}" y1="${at(y(value))}" y2="${at(y(value))}"/>${text(left - 7, y(value) + 4, String(value), { anchor: 'end', class: 'mute' })}`,
    ),
    ...xTicks.map((value) => text(x(value), top + height + 17, xText(value), { anchor: 'middle', class: 'mute' })),
    text(left + width / 2, top + height + 35, xWords, { anchor: 'middle', class: 'mute' }),
    yWords === ''
      ? ''
      : `<text class="mute" text-anchor="middle" transform="translate(${at(left - 40)} ${at(top + height / 2)}) rotate(-90)">${yWords}</text>`,
  ].join('\n')
  return { x, y, drawn }
}

/** Powers of 2 that span two values. */
function doublings([low, high]: readonly [number, number]): number[] {
  const [first, last] = [Math.floor(Math.log2(low) + 1e-9), Math.ceil(Math.log2(high) - 1e-9)]
  return Array.from({ length: Math.max(last - first, 1) + 1 }, (_, i) => 2 ** (first + i))
}
