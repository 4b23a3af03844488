import type { GivenOf, Options, ValuesOf } from '../option.ts'
import { valuesOf } from '../option.ts'
import type { NegativeRule, PositiveRule } from './rule.ts'

/** What a rule is, before its options are chosen. */
export interface RuleDefinition<Side extends 'positive' | 'negative', Bound extends boolean, O extends Options> {
  readonly side: Side
  /** In words, joined by hyphens: its name on the command line. */
  readonly name: string
  readonly bound: Bound
  readonly options: O
  readonly make: (options: ValuesOf<O>) => RuleOf<Side, Bound>['choose']
}

/** The rule of a side, free or bound. */
export type RuleOf<Side, Bound> = Extract<PositiveRule | NegativeRule, { readonly side: Side; readonly bound: Bound }>

/** What a factory of rules says of itself: the command line, the docs and the tests over all rules read it. */
export interface AboutRule {
  readonly side: 'positive' | 'negative'
  readonly name: string
  readonly bound: boolean
  readonly options: Options
}

export type RuleFactory<Given, Made> = (object extends Given ? (options?: Given) => Made : (options: Given) => Made) & {
  readonly about: AboutRule
}

/** Makes a rule's factory of its definition: options are checked by their rules and filled in with what is usual. */
export function defineRule<
  const Side extends 'positive' | 'negative',
  const Bound extends boolean,
  const O extends Options,
>(definition: RuleDefinition<Side, Bound, O>): RuleFactory<GivenOf<O>, RuleOf<Side, Bound>> {
  const { side, name, bound, options, make } = definition
  const factory = (given: object = {}): unknown => ({
    side,
    name,
    bound,
    choose: make(valuesOf(`${name} ${side}s`, options, given)),
  })
  return Object.assign(factory, { about: { side, name, bound, options } }) as never
}
