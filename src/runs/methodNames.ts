import { dashed } from './dashed.ts'
import { ruleNames } from './lossOf.ts'
import type { Settings } from './settings.ts'

export interface MethodNames {
  /** What all the methods share: 'triplet loss, semihard negatives'; '' where that is nothing. */
  readonly shared: string
  /** What the parts of a short name are, where it has several: 'loss, positives'; '' where it says so itself. */
  readonly parts: string
  /** For each method what tells it from the others: 'easiest positives', or 'triplet, easiest' where several parts do. */
  readonly short: readonly string[]
  /** For each method all of it: 'triplet · easiest positives · semihard negatives'. */
  readonly full: readonly string[]
}

/** The rule of a loss without a choice of rules. */
const none = 'no'

interface Part {
  readonly name: string
  readonly of: (settings: Settings) => string
}

const rules: readonly [Part, Part, Part] = [
  { name: 'loss', of: ({ loss }) => loss },
  { name: 'positives', of: (settings) => ruleNames(settings).positives ?? none },
  { name: 'negatives', of: (settings) => ruleNames(settings).negatives ?? none },
]

/** Names of methods that differ in some settings (the seed is none): by loss and rules, and by whatever else differs. */
export function methodNames(methods: readonly Settings[]): MethodNames {
  const different = ({ of }: Part): boolean => new Set(methods.map(of)).size > 1
  // What comes with the loss, as its usual negatives do, tells nothing that the loss does not.
  const withLoss = ({ of }: Part): boolean =>
    methods.every((one) => methods.every((other) => one.loss !== other.loss || of(one) === of(other)))
  const others = otherParts(methods).filter((part) => different(part) && !withLoss(part))
  const [loss, positives, negatives] = rules
  const telling = [
    ...[loss, positives].filter(different),
    ...(different(negatives) && !withLoss(negatives) ? [negatives] : []),
    ...others,
  ]
  const sharing = methods.length === 1 ? [] : rules.filter((part) => !different(part))
  const full = methods.map((one) =>
    [
      one.loss,
      ...[...rules.slice(1), ...others].filter((part) => part.of(one) !== none).map((part) => worded(part, one)),
    ].join(' · '),
  )
  return {
    shared: sharing.map((part) => worded(part, methods[0]!)).join(', '),
    parts: telling.length > 1 ? telling.map(({ name }) => name).join(', ') : '',
    short: methods.map((one) => {
      if (methods.length === 1)
        return rules
          .filter((part) => part.of(one) !== none)
          .map((part) => worded(part, one))
          .join(', ')
      return telling
        .filter((part) => part.of(one) !== none)
        .map((part) => (telling.length > 1 ? part.of(one) : worded(part, one)))
        .join(', ')
    }),
    full,
  }
}

/** 'easiest positives', 'rate 0.01' */
const worded = (part: Part, settings: Settings): string =>
  rules.includes(part) ? `${part.of(settings)} ${part.name}` : `${part.name} ${part.of(settings)}`

/** The settings beyond loss and rules. */
const otherParts = (methods: readonly Settings[]): Part[] =>
  (Object.keys(methods[0]!) as (keyof Settings)[])
    .filter((name) => !['loss', 'positives', 'negatives', 'seed'].includes(name))
    .map((name) => ({ name: dashed(name), of: (settings) => String(settings[name] ?? 'default') }))
