import { dashed } from './dashed.ts'
import { negativesOf } from './lossOf.ts'
import type { Settings } from './settings.ts'

export interface MethodNames {
  /** What all the methods share: 'triplet loss, semihard negatives'. */
  readonly shared: string
  /** For each method what tells it from the others: 'easiest positives'. All of it where there is one only. */
  readonly short: readonly string[]
  /** For each method all of it: 'triplet · easiest positives · semihard negatives'. */
  readonly full: readonly string[]
}

/** Names of methods that differ in some settings (the seed is none): by loss and rules, and by whatever else differs. */
export function methodNames(methods: readonly Settings[]): MethodNames {
  const named = methods.map((one) => [`${one.loss} loss`, `${one.positives} positives`, `${negativesOf(one)} negatives`])
  const others = otherDifferences(methods)
  const shares = [0, 1, 2].map((i) => methods.length > 1 && named.every((parts) => parts[i] === named[0]![i]))
  const full = named.map(([loss, ...rules], m) => [loss!.replace(/ loss$/, ''), ...rules, ...others[m]!].join(' · '))
  if (methods.length === 1) return { shared: '', short: [named[0]!.join(', ')], full }
  return {
    shared: named[0]!.filter((_, i) => shares[i]).join(', '),
    short: named.map((parts, m) => [...parts.filter((_, i) => !shares[i]), ...others[m]!].join(', ')),
    full,
  }
}

/** For each method the settings, beyond loss and rules, in which the methods differ: 'rate 0.01'. */
function otherDifferences(methods: readonly Settings[]): string[][] {
  const names = Object.keys(methods[0]!) as (keyof Settings)[]
  const apart = names.filter(
    (name) =>
      !['loss', 'positives', 'negatives', 'seed'].includes(name) &&
      new Set(methods.map((one) => JSON.stringify(one[name]))).size > 1,
  )
  return methods.map((one) => apart.map((name) => `${dashed(name)} ${one[name] ?? 'default'}`))
}
