import type { RunSummary } from '../../api.ts'
import { methodColour } from '../parts/methodColour.ts'

/** How lines and marks of a method look, in every view. */
export interface MethodStyle {
  /** A CSS colour. */
  readonly colour: string
  /** What SVG takes as `stroke-dasharray`, so that more methods than there are colours stay apart; null: not broken. */
  readonly dash: string | null
}

const dashes = [null, '7 4', '2 3.5', '11 3 2 3']

/** The style of every method among the runs of the studio, by its name: the same whichever of them are chosen. */
export function methodStyles(runs: readonly Pick<RunSummary, 'method'>[]): ReadonlyMap<string, MethodStyle> {
  const names = [...new Set(runs.map(({ method }) => method))]
  const methods = names.map((name) => ({ positives: positivesIn(name) }))
  const used = new Map<string, number>()
  return new Map(
    names.map((name, i) => {
      const colour = methodColour(methods, i)
      const before = used.get(colour) ?? 0
      used.set(colour, before + 1)
      return [name, { colour, dash: dashes[before % dashes.length]! }]
    }),
  )
}

/** The rule for positives that a method's name tells: `triplet, easiest` or `easiest positives`. */
function positivesIn(name: string): string {
  const parts = name.split(', ').map((part) => part.replace(/ positives$/, ''))
  return ['all', 'easiest'].find((rule) => parts.includes(rule)) ?? ''
}
