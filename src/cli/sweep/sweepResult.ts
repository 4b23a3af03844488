import type { Data } from '../../runs/dataOf.ts'
import type { MethodResult, SweepResults } from '../../sweep/results.ts'
import type { Finals } from './finalText.ts'
import type { SweepOptions } from './sweepOptions.ts'
import type { SweepPlan } from './sweepPlan.ts'

/** What a sweep found. */
export interface Found {
  readonly results: SweepResults
  readonly winners: SweepPlan['methods'][number]['settings'][]
  readonly finals: Finals
  /** Whether every training of a winner ended well. */
  readonly whole: boolean
}

/** What the search found, in words and numbers. */
export function resultsOf(
  { plan, search }: Pick<SweepOptions, 'plan' | 'search'>,
  data: Data,
  methods: readonly MethodResult[],
): SweepResults {
  const { evaluateLabel } = data.protocol
  const folds = plan.folds.length
  const over = folds === 1 ? 'the last quarter of the training classes' : `${folds} folds of the training classes`
  return {
    title: `Sweep on ${data.dataset.name}`,
    metric: `${plan.select === 'map@r' ? 'MAP@R' : 'Recall@1'} by ${evaluateLabel.name} over ${over}, left out of training; test images were not looked at`,
    search,
    methods,
  }
}

/** All that was found: nothing of it depends on when or where. */
export function resultOf(
  { config }: Pick<SweepOptions, 'config'>,
  { results, winners, finals }: Pick<Found, 'results' | 'winners' | 'finals'>,
): object {
  const { title: _, ...search } = results
  return {
    asked: config,
    ...search,
    winners: winners.map((settings) => {
      const { dataset, ...rest } = settings
      return rest
    }),
    test: [...finals].map(([name, seeds]) => ({
      name,
      seeds: [...seeds].map(([seed, values]) => ({ seed, ...values })),
    })),
  }
}
