/** The value of a trial; null where it failed. */
export interface Valued {
  readonly trial: number
  readonly value: number | null
}

/** The best of the trials, best first, at most so many. Higher is better; of equal ones the earlier. Trials that failed never survive. */
export const survivors = (trials: readonly Valued[], most: number): number[] =>
  trials
    .filter(({ value }) => value !== null)
    .sort((a, b) => b.value! - a.value! || a.trial - b.trial)
    .slice(0, most)
    .map(({ trial }) => trial)
