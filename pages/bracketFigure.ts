import { axes } from '../src/theory/figures/axes.ts'
import { at, percent, svg, text } from '../src/theory/figures/svg.ts'

const [width, height, left, top, bottom] = [780, 300, 62, 76, 52]

/** What one pair of samples i, j costs an anchor, over the difference of their distances from it in margins: both tuples that
 *  the pair makes, weighed by their chances, for two classes without noise and under a share of wrong labels. */
export function bracketFigure(noise: number): string {
  const panels = [
    { title: 'i and j in one class', chances: (p: number) => [same(p), same(p)] as const },
    { title: 'i of the anchor’s class, j not', chances: (p: number) => [cross(p), across(p)] as const },
  ]
  const panelWidth = (width - left) / panels.length
  const body = panels.map(({ title, chances }, i) => {
    const box = { left: left + i * panelWidth, top, width: panelWidth - 30, height: height - top - bottom }
    const { x, y, drawn } = axes({
      box,
      title,
      xs: [-3, 2],
      xCount: 5,
      ys: [0, 3],
      xWords: '(d(a,i) − d(a,j)) / m',
      yWords: i === 0 ? 'expected loss / m' : '',
    })
    const curve = (p: number): string => {
      const [forth, back] = chances(p)
      const value = (t: number): number => forth * Math.max(t + 1, 0) + back * Math.max(1 - t, 0)
      return [-3, -1, 1, 2].map((t, k) => `${k ? 'L' : 'M'}${at(x(t))} ${at(y(value(t)))}`).join('')
    }
    return [
      drawn,
      `<g class="easiest"><path class="thin dash" d="${curve(0)}"/></g>`,
      `<g class="all"><path class="line" d="${curve(noise)}"/></g>`,
    ].join('\n')
  })
  const keys = [
    `<g class="easiest"><path class="thin dash" d="M${left} 20h24"/>${text(left + 32, 24, 'no wrong labels')}</g>`,
    `<g class="all"><path class="line" d="M${left + 200} 20h24"/>${text(left + 232, 24, `${percent(noise)} wrong labels`)}</g>`,
  ]
  return svg(
    width,
    height,
    'Without noise a pair of one class costs nothing, and a pair of two classes nothing from one margin on; with noise the first costs the more the further it is from equal beyond the margin, the second is lowest at exactly one margin',
    [...keys, ...body].join('\n'),
  )
}

/** P(Ya = Yi ≠ Yj) of two classes: all three of one class; i of the anchor's class and j not; j of it and i not. */
const same = (p: number): number => (1 - p) ** 2 * p + p ** 2 * (1 - p)
const cross = (p: number): number => (1 - p) ** 3 + p ** 3
const across = (p: number): number => (1 - p) * p * (1 - p) + p * (1 - p) * p
