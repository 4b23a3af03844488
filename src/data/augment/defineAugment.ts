import type { GivenOf, Options, ValuesOf } from '../../option.ts'
import { valuesOf } from '../../option.ts'
import type { AugmentStep } from './augment.ts'

type Kind = AugmentStep['kind']
type StepOf<K extends Kind> = Extract<AugmentStep, { readonly kind: K }>

/** What a step is, before its options are chosen. */
export interface AugmentDefinition<K extends Kind, O extends Options> {
  readonly kind: K
  /** In words, joined by hyphens: its name on the command line. */
  readonly name: string
  readonly options: O
  readonly make: (options: ValuesOf<O>) => Omit<StepOf<K>, 'kind' | 'name' | 'options'>
}

/** What a factory of steps says of itself: the command line and the docs read it. */
export interface AboutAugment {
  readonly kind: Kind
  readonly name: string
  readonly options: Options
}

export type AugmentFactory<Given, Made> = ((options?: Given) => Made) & { readonly about: AboutAugment }

/** Makes a step's factory of its definition: options are checked by their rules and filled in with what is usual. */
export function defineAugment<const K extends Kind, const O extends Options>(
  definition: AugmentDefinition<K, O>,
): AugmentFactory<GivenOf<O>, StepOf<K>> {
  const { kind, name, options, make } = definition
  const factory = (given: object = {}): unknown => {
    const chosen = valuesOf(name, options, given)
    return { kind, name, options: chosen, ...make(chosen) }
  }
  return Object.assign(factory, { about: { kind, name, options } }) as never
}
