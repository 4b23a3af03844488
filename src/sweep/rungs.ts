import { demand } from '../errors.ts'

/** A round of the search: so many trials are trained for so many steps each, and the best go on. */
export interface Rung {
  readonly trials: number
  /** Of one training; a trial has one for each fold. */
  readonly steps: number
}

export interface Budget {
  readonly search: 'random' | 'halving'
  /** Choices that are tried, of each method. */
  readonly trials: number
  /** Steps that each method may take in the search, all trainings together; null: as many as the full length asks for. */
  readonly budget: number | null
  /** The full length of a training. */
  readonly steps: number
  readonly folds: number
  /** Of halving: one of so many goes on. */
  readonly eta: number
}

/** How a method's budget is spent. Random: on all trials alike. Successive halving (Jamieson and Talwalkar 2016, there with eta = 2):
 *  n, n / eta, n / eta^2, ... trials, each round with the same share of the budget, so that the fewer there are the longer they are
 *  trained, up to the full length. Each training begins anew: a schedule that is made for its length could not go on.
 *  Fails where a training would have no step. */
export function rungsOf({ search, trials, budget, steps, folds, eta }: Budget): Rung[] {
  demand(trials >= 1, { who: '--trials', rule: 'a sweep needs a trial', value: trials })
  demand(eta >= 2, { who: '--eta', rule: 'must be a whole number from 2 on', value: eta })
  const sizes = [trials]
  while (search === 'halving' && Math.floor(sizes.at(-1)! / eta) >= 1) sizes.push(Math.floor(sizes.at(-1)! / eta))
  const all = budget ?? sizes.length * sizes.at(-1)! * folds * steps
  const rungs = sizes.map((size) => ({
    trials: size,
    steps: Math.min(steps, Math.floor(all / (sizes.length * size * folds))),
  }))
  const needed = sizes.length * trials * folds
  demand(rungs[0]!.steps >= 1, {
    who: budget === null ? '--trials' : '--budget',
    rule: `must suffice for a step of each of the ${trials * folds} trainings${sizes.length > 1 ? ` of the first of ${sizes.length} rounds` : ''}`,
    value: budget ?? trials,
    remedy: budget === null ? 'give fewer, or more --steps' : `give ${needed} or more, or fewer --trials`,
  })
  // Once trained to the full length, trials would only be trained the same again.
  const full = rungs.findIndex((rung) => rung.steps === steps)
  return full < 0 ? rungs : rungs.slice(0, full + 1)
}

/** Steps of all trainings of the rungs. */
export const stepsOf = (rungs: readonly Rung[], folds: number): number =>
  rungs.reduce((sum, { trials, steps }) => sum + trials * steps * folds, 0)
