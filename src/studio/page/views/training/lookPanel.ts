import type { Look } from '../../../api.ts'
import type { FigureInks } from '../../parts/figures/figureInks.ts'
import type { FigurePanel } from '../../parts/figures/figureSheet.ts'
import { lookAt } from './lookAt.ts'
import { reachOf } from './reachOf.ts'

const side = 420

/** A run's map at a step as a drawing: as its canvas has it. Pure.
 *  @param looks at least one
 *  @param colours `#rrggbb`, one for each class of `level` */
export function lookPanel(
  looks: readonly Look[],
  step: number,
  level: 'label' | 'finer',
  colours: readonly string[],
  { mute, line, faint }: FigureInks,
): FigurePanel {
  const { kind } = looks[0]!
  const { of } = looks[0]![level]
  const reach = reachOf(looks)
  const at = (value: number): string => (side / 2 + (value / reach) * (side / 2 - 6)).toFixed(1)
  const xy = lookAt(looks, step)
  const dots = of.map(
    (place, i) =>
      `<circle cx="${at(xy[2 * i]!)}" cy="${at(-xy[2 * i + 1]!)}" r="2.6" fill="${place < 0 ? mute : colours[place]!}"/>`,
  )
  return {
    svg: [
      `<rect width="${side}" height="${side}" rx="10" fill="${faint}"/>`,
      ...(kind === 'circle'
        ? [
            `<circle cx="${side / 2}" cy="${side / 2}" r="${((side / 2 - 6) / reach).toFixed(1)}" fill="none" stroke="${line}"/>`,
          ]
        : []),
      '<g fill-opacity="0.75">',
      ...dots,
      '</g>',
    ].join('\n'),
    width: side,
    height: side,
  }
}
