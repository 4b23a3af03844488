import type { AnyLossFactory } from '../src/losses/define.ts'
import * as negatives from '../src/pairs/negatives/index.ts'
import * as positives from '../src/pairs/positives/index.ts'
import type { Panel } from './picture.ts'
import { picture } from './picture.ts'
import { madeOf, pullOf } from './scene.ts'

/** Samples on the circle: a class of two kinds, and one of a single kind. */
const kinds = [
  { label: 0, degrees: [140, 131, 120] },
  { label: 0, degrees: [66, 57, 46] },
  { label: 1, degrees: [24, 13, 2, -10] },
]
const places = kinds.flatMap(({ label, degrees }) =>
  degrees.map((angle) => ({
    label,
    at: [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)] as const,
  })),
)

/** Where a loss moves the samples: arrows along the negative gradient, the longest of a panel always as long. With a choice
 *  of positives: all of them beside the easiest. */
export async function lossPicture(factory: AnyLossFactory): Promise<string> {
  const { rules, name } = factory.about
  const panels = rules
    ? [
        await panelOf(factory, 'all positives', { positives: positives.all(), ...unbound(factory) }),
        await panelOf(factory, 'easiest positives', { positives: positives.easiest(), ...unbound(factory) }),
      ]
    : [await panelOf(factory, name, {})]
  return picture(panels, `Where ${name} loss moves samples of two classes, one of them of two kinds`)
}

/** The loss's own negatives, unless they are drawn by chance, which a picture is not. */
const unbound = (factory: AnyLossFactory): object =>
  factory.about.rules!.negatives.name === 'distance-weighted' ? { negatives: negatives.all() } : {}

/** A little outside of the circle, where the samples do not hide an arrow. */
const outside = (
  [x, y]: readonly [number, number],
  [dx, dy]: readonly [number, number] = [x, y],
): readonly [number, number] => [x + 0.13 * dx, y + 0.13 * dy]

async function panelOf(factory: AnyLossFactory, title: string, choices: object): Promise<Panel> {
  const loss = madeOf(factory, 2, 2, choices)
  const rows = places.map(({ at }) => [...at])
  const pull = await pullOf(loss, places.length, 2, 'picture')
  const { gradient, own } = await pull.at(
    rows,
    places.map(({ label }) => label),
    pull.fresh,
  )
  await pull.close()
  const weights = Object.entries(pull.fresh).filter(([, { shape }]) => shape.length === 2 && shape[1] === 2)
  const proxies = weights.flatMap(([name, { data, shape }]) =>
    Array.from({ length: shape[0]! }, (_, i) => {
      const [x, y] = [Number(data[2 * i]), Number(data[2 * i + 1])]
      const length = Math.hypot(x, y) || 1
      return {
        at: [x / length, y / length] as const,
        label: Math.floor((i * 2) / shape[0]!),
        proxy: true,
        gradient: [own[name]![2 * i]! * length, own[name]![2 * i + 1]! * length],
      }
    }),
  )
  const moves = [
    ...places.map(({ at }, i) => ({ at, by: gradient[i]!.map((g) => -g) })),
    ...proxies.map(({ at, gradient: g }) => ({ at, by: g.map((x) => -x) })),
  ]
  const longest = Math.max(...moves.map(({ by }) => Math.hypot(...by)), 1e-12)
  const lines = moves
    .filter(({ by }) => Math.hypot(...by) > 0.02 * longest)
    .map(({ at, by }) => ({
      kind: 'moved' as const,
      from: outside(at),
      to: outside([at[0] + (0.4 * by[0]!) / longest, at[1] + (0.4 * by[1]!) / longest], at),
    }))
  return { title, dots: [...places, ...proxies.map(({ at, label }) => ({ at, label, proxy: true }))], lines }
}
