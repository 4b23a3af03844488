import type { Column, Method } from './comparison.ts'
import { differenceOf, estimate, pairsOf } from './comparison.ts'

/** The methods that a report shows, where there are more than it has room for: first the pairs of all and easiest positives
 *  whose headline differs most, then the best of the others. In the order in which they were given.
 *  @param most how many. Default 12 */
export function tellingMethods(methods: readonly Method[], headline: Column, most = 12): readonly Method[] {
  if (methods.length <= most) return methods
  const size = (value: { readonly mean: number } | null): number => (value ? Math.abs(value.mean) : 0)
  const pairs = pairsOf(methods)
    .map((pair) => ({ pair, by: size(differenceOf(headline, pair)) }))
    .sort((a, b) => b.by - a.by)
    .slice(0, Math.floor(most / 2))
    .flatMap(({ pair }) => [pair.all, pair.easiest])
  const best = methods
    .filter((method) => !pairs.includes(method))
    .sort((a, b) => size(estimate(headline, b)) - size(estimate(headline, a)))
  const kept = new Set([...pairs, ...best].slice(0, most))
  return methods.filter((method) => kept.has(method))
}
