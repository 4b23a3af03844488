import type { RunSummary } from '../../api.ts'

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

/** All positives grey, easiest positives the accent, others by their place. */
function methodColour(methods: readonly { readonly positives: string }[], place: number): string {
  const { positives } = methods[place]!
  const single = (name: string): boolean => methods.filter((one) => one.positives === name).length === 1
  if (positives === 'all' && single('all')) return 'var(--m-5)'
  if (positives === 'easiest' && single('easiest')) return 'var(--m-0)'
  const others = methods.flatMap((one, i) =>
    ['all', 'easiest'].includes(one.positives) && single(one.positives) ? [] : [i],
  )
  // Colours that no rule claims are free for the others.
  const free = [1, 2, 3, 4, ...(single('easiest') ? [] : [0]), ...(single('all') ? [] : [5])]
  return `var(--m-${free[others.indexOf(place) % free.length]})`
}

/** The rule for positives that a method's name tells: `triplet, easiest` or `easiest positives`. */
function positivesIn(name: string): string {
  const parts = name.split(', ').map((part) => part.replace(/ positives$/, ''))
  return ['all', 'easiest'].find((rule) => parts.includes(rule)) ?? ''
}
