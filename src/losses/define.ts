import type { AnyMeasure } from '../distances/measure.ts'
import { demand } from '../errors.ts'
import type { GivenOf, Options, ValuesOf } from '../option.ts'
import { valuesOf } from '../option.ts'
import type { Rules } from '../pairs/rule.ts'
import { rulesOf } from '../pairs/rulesOf.ts'
import type { Loss } from './loss.ts'
import { mean } from './reducers/mean.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'
import type { Reducer } from './reducers/reducer.ts'

/** The measures that a loss takes, and the one that it takes by default. */
export interface Measured<M extends AnyMeasure = AnyMeasure> {
  readonly usual: M
  readonly kinds: 'distances' | 'similarities' | 'any'
}

/** A loss may be stated in distances or similarities and still take either, by `closeness` or `likeness`. */
export const anyMeasure = (usual: AnyMeasure): Measured => ({ usual, kinds: 'any' })

/** A loss whose formula holds for this kind alone. */
export const only = <M extends AnyMeasure>(usual: M): Measured<M> => ({
  usual,
  kinds: usual.kind === 'distance' ? 'distances' : 'similarities',
})

/** What a loss is, before its choices are made. */
export interface LossDefinition<
  O extends Options,
  R extends Rules | undefined,
  M extends Measured | undefined,
  D extends Reducer | undefined,
> {
  /** In words, joined by hyphens: its name on the command line. */
  readonly name: string
  readonly options: O
  /** Its usual rules, where positives and negatives are arguments. */
  readonly rules?: R
  readonly distance?: M
  readonly reducer?: D
  readonly make: (choices: Choices<O, R, M, D>) => MadeLoss
}

/** What `make` gives. Left out: no weights, and a value at collapse that depends. */
export type MadeLoss = Pick<Loss, 'of' | 'classes'> & Partial<Pick<Loss, 'init' | 'whenCollapsed'>>

/** What `make` gets: every option with its value. */
export type Choices<O extends Options, R, M, D> = ValuesOf<O> &
  (R extends Rules ? { readonly rules: Rules } : unknown) &
  (M extends Measured<infer Measure> ? { readonly distance: Measure } : unknown) &
  (D extends Reducer ? { readonly reducer: Reducer } : unknown)

/** What a caller gives. */
export type Given<O extends Options, R, M, D> = GivenOf<O> &
  (R extends Rules ? Partial<Rules> : unknown) &
  (M extends Measured<infer Measure> ? { readonly distance?: Measure } : unknown) &
  (D extends Reducer ? { readonly reducer?: Reducer } : unknown)

/** What a factory of losses says of itself: the command line, the docs and the tests over all losses read it. */
export interface About {
  readonly name: string
  readonly options: Options
  readonly rules: Rules | undefined
  readonly distance: Measured | undefined
  readonly reducer: Reducer | undefined
}

/** A function from options to a loss; those without a required option may be called with none. */
export type LossFactory<Options> = (object extends Options
  ? (options?: Options) => Loss
  : (options: Options) => Loss) & {
  readonly about: About
}

/** Any loss of the index, as who walks over all of them sees it: options unchecked by the compiler, checked when called. */
export type AnyLossFactory = ((options?: never) => Loss) & { readonly about: About }

/** Makes a loss's factory of its definition: options are checked by their rules and filled in with what is usual. */
export function defineLoss<
  const O extends Options,
  R extends Rules | undefined = undefined,
  M extends Measured | undefined = undefined,
  D extends Reducer | undefined = undefined,
>(definition: LossDefinition<O, R, M, D>): LossFactory<Given<O, R, M, D>> {
  const { name, options, rules, distance, reducer, make } = definition
  const about: About = { name, options, rules, distance, reducer }
  const factory = (given: Record<string, unknown> = {}): Loss => {
    const { positives, negatives, distance: measure, reducer: reduce, ...own } = given
    const chosen: Record<string, unknown> = { ...valuesOf(name, options, { ...own, ...unwanted(about, given) }) }
    if (rules) chosen.rules = rulesOf({ positives, negatives } as Partial<Rules>, rules, name)
    if (distance) chosen.distance = measureOf(name, distance, measure)
    if (reducer) chosen.reducer = reducerOf(name, reducer, reduce)
    const made = make(chosen as Choices<O, R, M, D>)
    const whole = { name, init: nothing, whenCollapsed: null, ...made }
    // What the loss is on one point is told of its own reducer; another may scale it, unless it is a mean too.
    const means = chosen.reducer === reducer || [mean, meanOfNonZero].includes(chosen.reducer as Reducer)
    return means ? whole : { ...whole, whenCollapsed: null }
  }
  return Object.assign(factory, { about }) as unknown as LossFactory<Given<O, R, M, D>>
}

/** Arguments that other losses have and this one does not: they go among its own options, which refuse them by name. */
function unwanted({ rules, distance, reducer }: About, given: Record<string, unknown>): Record<string, unknown> {
  const has: Readonly<Record<string, unknown>> = { positives: rules, negatives: rules, distance, reducer }
  return Object.fromEntries(Object.entries(given).filter(([name]) => name in has && !has[name]))
}

function measureOf(who: string, { usual, kinds }: Measured, given: unknown = usual): AnyMeasure {
  demand(isMeasure(given), {
    who,
    rule: `distance must be a distance or a similarity`,
    value: given,
    remedy: `${typeof given === 'function' ? 'call it' : 'take one'}, such as ${kinds === 'similarities' ? 'cosine()' : 'l2()'}`,
  })
  demand(kinds === 'any' || given.kind === usual.kind, {
    who,
    rule: `its formula holds for ${kinds} alone`,
    value: `${given.name}, a ${given.kind}`,
    remedy: `leave it at ${usual.name}`,
  })
  return given
}

function isMeasure(given: unknown): given is AnyMeasure {
  const { kind, matrix } = (given ?? {}) as Partial<AnyMeasure>
  return (kind === 'distance' || kind === 'similarity') && typeof matrix === 'function'
}

function reducerOf(who: string, usual: Reducer, given: unknown = usual): Reducer {
  demand(typeof given === 'function', {
    who,
    rule: 'reducer must be a function',
    value: given,
    remedy: 'take one of reducers, such as reducers.mean',
  })
  return given as Reducer
}

const nothing = (): { parameters: Record<string, never>; buffers: Record<string, never> } => ({
  parameters: {},
  buffers: {},
})
