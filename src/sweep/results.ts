import type { SearchSpace, TrialChoice } from './drawTrials.ts'
import type { Importance } from './importance.ts'

/** A trial in one round. */
export interface TrialRound {
  /** Of each training. */
  readonly steps: number
  /** One a fold; null where a training failed. */
  readonly folds: readonly (number | null)[]
  /** Their mean; null where any is missing. */
  readonly value: number | null
}

export interface TrialResult {
  readonly trial: number
  readonly choice: TrialChoice
  /** In the order in which it was trained, each longer than the one before. */
  readonly rounds: readonly TrialRound[]
  /** Why it has no value; null where it has. */
  readonly failed: string | null
}

/** What the search found of one method. */
export interface MethodResult {
  readonly name: string
  readonly space: SearchSpace
  readonly trials: readonly TrialResult[]
  /** Of the first round, where all trials had the same budget. */
  readonly importance: readonly Importance[]
  /** The trial that was best at the end; null where all failed. */
  readonly winner: number | null
}

/** A whole search, as its result file has it: nothing in it depends on when or where it ran. */
export interface SweepResults {
  readonly title: string
  /** What was chosen by, in words. */
  readonly metric: string
  readonly search: 'random' | 'halving'
  readonly methods: readonly MethodResult[]
}

/** The trial's value after its last round; null where it failed there. */
export const lastValue = ({ rounds }: TrialResult): number | null => rounds.at(-1)?.value ?? null

/** The trials of a method from the best downwards: those that were trained longest first. */
export const ranked = ({ trials }: MethodResult): TrialResult[] =>
  [...trials].sort(
    (a, b) => b.rounds.length - a.rounds.length || (lastValue(b) ?? -1) - (lastValue(a) ?? -1) || a.trial - b.trial,
  )

/** The best value so far after each training, round by round, against the steps spent. */
export function bestSoFar({ trials }: MethodResult): { readonly steps: number; readonly value: number }[] {
  const points: { steps: number; value: number }[] = []
  let [steps, best] = [0, Number.NEGATIVE_INFINITY]
  const rounds = Math.max(0, ...trials.map((trial) => trial.rounds.length))
  for (let round = 0; round < rounds; round++)
    for (const trial of trials) {
      const one = trial.rounds[round]
      if (!one) continue
      steps += one.steps * one.folds.length
      if (one.value !== null) best = Math.max(best, one.value)
      if (Number.isFinite(best)) points.push({ steps, value: best })
    }
  return points
}
