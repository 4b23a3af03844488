/** @file Every loss of the table of contents under rules of theirs, for tests that walk over all of them. */
import type { AboutRule } from '../pairs/defineRule.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import type { NegativeRule, PositiveRule, Rules } from '../pairs/rule.ts'
import type { AnyLossFactory } from './define.ts'
import * as table from './index.ts'
import type { Loss } from './loss.ts'

/** A loss with its choices made. */
export interface MadeLoss {
  readonly name: string
  /** Its name, its rules and what else is chosen, in words. */
  readonly what: string
  readonly loss: Loss
  readonly factory: AnyLossFactory
}

/** Required options, by name: what of a batch they are. */
export interface Sizes {
  readonly classes: number
  readonly dimension: number
}

type RuleMaker<Rule> = ((options?: never) => Rule) & { readonly about: AboutRule }

/** The factories of all losses, by the names that they are exported with. */
export const factories: readonly (readonly [string, AnyLossFactory])[] = Object.entries(
  table as unknown as Record<string, AnyLossFactory>,
).filter(([, factory]) => 'about' in factory)

/** Every two rules that go together. */
export const everyTwoRules: readonly Rules[] = Object.values(positives as Record<string, unknown>).flatMap((p) =>
  Object.values(negatives as Record<string, unknown>)
    .map((n) => [p, n] as [RuleMaker<PositiveRule>, RuleMaker<NegativeRule>])
    .filter(([one, other]) => !(one.about.bound && other.about.bound))
    .map(([one, other]) => ({ positives: one(), negatives: other() }) as Rules),
)

/** Fewer of them: every rule of either side in turn with one of the other. */
export const someTwoRules: readonly Rules[] = everyTwoRules.filter((rules) => {
  const [i, j] = [places(positives).indexOf(rules.positives.name), places(negatives).indexOf(rules.negatives.name)]
  return j % places(positives).length === i || i % places(negatives).length === j
})

function places(side: object): string[] {
  return Object.values(side as Record<string, RuleMaker<PositiveRule>>).map(({ about }) => about.name)
}

/** A loss under rules; of a loss without, as it is. */
export function underRules(
  [name, factory]: (typeof factories)[number],
  rules: readonly Rules[],
  sizes: Sizes,
): MadeLoss[] {
  const own = requiredOf(name, factory, sizes)
  if (!factory.about.rules) return [{ name, what: name, factory, loss: factory(own as never) }]
  return rules.map((two) => ({
    name,
    what: `${name}, ${two.positives.name} positives, ${two.negatives.name} negatives`,
    factory,
    loss: factory({ ...own, ...two } as never),
  }))
}

/** A loss under its usual rules in each of its variants: with each flag set, and with each word. Left out: those that it
 *  refuses without more. */
export function variantsOf([name, factory]: (typeof factories)[number], sizes: Sizes): MadeLoss[] {
  const own = requiredOf(name, factory, sizes)
  const { options } = factory.about
  const variants = Object.entries(options).flatMap(([option, { kind, usual, choices = [] }]) => {
    const values = kind === 'flag' ? [!usual] : choices.filter((choice) => choice !== usual)
    return values.map((value) => ({ [option]: value, ...('classes' in options ? { classes: sizes.classes } : {}) }))
  })
  return variants.map((variant) => ({
    name,
    what: `${name} ${JSON.stringify(variant)}`,
    factory,
    loss: factory({ ...own, ...variant } as never),
  }))
}

function requiredOf(name: string, { about }: AnyLossFactory, sizes: Sizes): Record<string, number> {
  const required = Object.entries(about.options).filter(([, option]) => option.required)
  return Object.fromEntries(
    required.map(([option]) => {
      if (!(option in sizes)) throw new Error(`${name}: no value known for its required option '${option}'`)
      return [option, sizes[option as keyof Sizes]]
    }),
  )
}
