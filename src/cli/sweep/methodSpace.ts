import type { Option } from '../../option.ts'
import { valuesOf } from '../../option.ts'
import { lossFactories, negativeRules, optionsOf, positiveRules } from '../../runs/choices.ts'
import { dashed } from '../../runs/dashed.ts'
import type { Settings } from '../../runs/settings.ts'
import { specOf } from '../../runs/spec.ts'
import type { SearchSpace, TrialChoice } from '../../sweep/drawTrials.ts'
import { usualRange } from '../../sweep/usualRange.ts'
import type { Ranged } from './ranged.ts'

/** What is varied of a method, and what is usual there. */
export interface MethodSpace {
  readonly space: SearchSpace
  readonly usual: TrialChoice
}

/** An option of a method by the name that `--vary` gives it. */
export interface Varied {
  readonly name: string
  readonly option: Option<unknown>
  /** Its value where it is not varied. */
  readonly usual: string | number | boolean | undefined
  /** Whether it was chosen: it is then varied only where a range is stated. */
  readonly chosen: boolean
}

/** The learning rate is varied wherever it was not chosen. */
export const usualRate = { kind: 'number', low: 1e-4, high: 1e-2, log: true, whole: false } as const

/** What a sweep varies of a method: what the user states, and otherwise the learning rate and whatever the loss and the named rules
 *  declare, as far as nobody chose a value.
 *  @param ranges those stated that this method has
 *  @param rateChosen whether the learning rate was given */
export function methodSpace(settings: Settings, ranges: readonly Ranged[], rateChosen: boolean): MethodSpace {
  const options = variedOf(settings)
  const stated = new Map(ranges.map(({ name, range }) => [name, range]))
  const usual = new Map<string, TrialChoice[string]>()
  const space: Record<string, SearchSpace[string]> = {}
  if (!rateChosen && !stated.has('rate')) space.rate = usualRate
  for (const { name, option, usual: value, chosen } of options) {
    const range = stated.get(name) ?? (chosen ? null : usualRange(option))
    if (range) space[name] = range
    usual.set(name, value)
  }
  for (const [name, range] of stated) space[name] = range
  const own = (name: string): TrialChoice[string] => {
    if (usual.has(name)) return usual.get(name)
    const value = settings[camel(name) as keyof Settings]
    return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : undefined
  }
  return { space, usual: Object.fromEntries(Object.keys(space).map((name) => [name, own(name)])) }
}

/** The options of a method's loss, `triplet:margin`, and of the rules that it names, `positives:k-easiest:k`. */
export function variedOf({ loss, positives, negatives }: Settings): Varied[] {
  return [
    ...of(loss, lossFactories, '--loss', ''),
    ...(positives === null ? [] : of(positives, positiveRules, '--positives', 'positives:')),
    ...(negatives === null ? [] : of(negatives, negativeRules, '--negatives', 'negatives:')),
  ]
}

function of(text: string, makers: Parameters<typeof optionsOf>[0], who: string, prefix: string): Varied[] {
  const known = optionsOf(makers)
  const { name, options } = specOf(text, who, known)
  const values: Readonly<Record<string, unknown>> = valuesOf(name, known[name]!, options)
  return Object.entries(known[name]!).map(([option, declared]) => ({
    name: `${prefix}${name}:${dashed(option)}`,
    option: declared,
    usual: values[option] as Varied['usual'],
    chosen: option in options,
  }))
}

export const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
