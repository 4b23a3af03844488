import { importance } from '../../sweep/importance.ts'
import type { MethodResult, TrialResult, TrialRound } from '../../sweep/results.ts'
import { lastValue } from '../../sweep/results.ts'
import { survivors } from '../../sweep/survivors.ts'
import type { Job, Measured } from './jobs.ts'
import type { SweepPlan, SweptMethod } from './sweepPlan.ts'
import { trialSettings } from './sweepPlan.ts'

/** What is known of trainings by their places: a value, or why there is none. */
export type Known = (place: string) => Measured | string | undefined

/** The trials of a method that one round trains: all, then the best of the round before. Known only when that has ended. */
export function trialsOf(plan: SweepPlan, method: SweptMethod, round: number, known: Known): number[] {
  const all = [...method.trials.keys()]
  if (round === 0) return all
  const before = trialsOf(plan, method, round - 1, known)
  const valued = before.map((trial) => ({
    trial,
    value: roundOf(plan, method, { trial, round: round - 1 }, known).value,
  }))
  return survivors(valued, plan.rungs[round]!.trials)
}

/** All trainings of a round, of every method. */
export const jobsOf = (plan: SweepPlan, round: number, known: Known): Job[] =>
  plan.methods.flatMap((method) =>
    trialsOf(plan, method, round, known).flatMap((trial) =>
      plan.folds.map((fold) => ({
        place: placeOf(method, { trial, round, fold }),
        settings: {
          ...trialSettings(method, trial),
          steps: plan.rungs[round]!.steps,
          fold,
        },
      })),
    ),
  )

/** What the search found of a method, when all rounds have ended. */
export function methodResult(plan: SweepPlan, method: SweptMethod, known: Known): MethodResult {
  const rounds = plan.rungs.map((_, round) => trialsOf(plan, method, round, known))
  const trials = method.trials.map((choice, trial): TrialResult => {
    const own = rounds.flatMap((chosen, round) =>
      chosen.includes(trial) ? [roundOf(plan, method, { trial, round }, known)] : [],
    )
    const reasons = rounds.flatMap((_, round) =>
      plan.folds.flatMap((fold) => {
        const found = known(placeOf(method, { trial, round, fold }))
        if (typeof found === 'string') return [found]
        return found && found[plan.select] === null ? [`${plan.select} was not measured`] : []
      }),
    )
    return { trial, choice, rounds: own, failed: reasons[0] ?? null }
  })
  const longest = Math.max(...trials.map((one) => one.rounds.filter(({ value }) => value !== null).length))
  const last = trials.filter(({ rounds: own }) => own.filter(({ value }) => value !== null).length === longest)
  const [winner = null] =
    longest === 0
      ? []
      : survivors(
          last.map((one) => ({ trial: one.trial, value: lastOf(one) })),
          1,
        )
  const first = trials.flatMap(({ choice, rounds: [one] }) =>
    one && one.value !== null ? [{ choice, value: one.value }] : [],
  )
  const { name, space } = method
  return { name, space, trials, importance: importance(Object.keys(space), first), winner }
}

const lastOf = (one: TrialResult): number | null =>
  lastValue(one) ?? one.rounds.findLast(({ value }) => value !== null)?.value ?? null

function roundOf(
  { folds, rungs, select }: SweepPlan,
  method: SweptMethod,
  { trial, round }: { readonly trial: number; readonly round: number },
  known: Known,
): TrialRound {
  const values = folds.map((fold) => {
    const found = known(placeOf(method, { trial, round, fold }))
    return found === undefined || typeof found === 'string' ? null : found[select]
  })
  const whole = values.every((value) => value !== null)
  return {
    steps: rungs[round]!.steps,
    folds: values,
    value: whole ? values.reduce((sum, value) => sum + value, 0) / values.length : null,
  }
}

const placeOf = (
  { slug }: SweptMethod,
  { trial, round, fold }: { readonly trial: number; readonly round: number; readonly fold: string },
): string => `trials/${slug}/trial${trial}-round${round + 1}-fold${fold.replace('/', 'of')}`
