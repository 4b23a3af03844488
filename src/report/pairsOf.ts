/** Indices of two methods that differ in the positives only. */
export interface MethodPair {
  readonly all: number
  readonly easiest: number
}

/** What a method trains by: names of its loss and rules. */
export interface Rules {
  readonly loss: string
  /** Such as `all`, `easiest`, `hardest`. */
  readonly positives: string
  readonly negatives: string
}

/** Every pair of all and easiest positives with the same loss and negatives, in the order of the methods. */
export function pairsOf(methods: readonly Rules[]): MethodPair[] {
  return methods.flatMap((m, all) => {
    if (m.positives !== 'all') return []
    const easiest = methods.findIndex(
      (o) => o.positives === 'easiest' && o.loss === m.loss && o.negatives === m.negatives,
    )
    return easiest < 0 ? [] : [{ all, easiest }]
  })
}
