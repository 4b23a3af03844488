import { demand } from '../errors.ts'

/** Which weights of a training are kept: those that were best by a metric of its looks. */
export interface KeepBest {
  /** The name of one of the numbers that `judge.look` gives: 'recallAt1'. */
  readonly metric: string
  /** Whether more of it is better. Default true. */
  readonly higher?: boolean
  /** The training ends early after so many looks in a row without a better one. Default: it goes on to its end. */
  readonly patience?: number
}

/** How far a search for the best weights is, as plain data: a checkpoint keeps it. */
export interface BestState {
  /** The step after which they were best. */
  readonly step: number
  readonly value: number
  /** Looks since then. */
  readonly since: number
}

/** A search for the best weights. */
export interface Best {
  /** Takes a look's numbers into account; true where these are the best so far. Fails where the metric is not among them. */
  look(step: number, metrics: Readonly<Record<string, number>>): boolean
  /** Whether patience is at an end. */
  readonly over: boolean
  /** undefined before the first look, and where none has given a number. */
  readonly state: BestState | undefined
}

/** @param state of an earlier search, to go on from */
export function bestOf({ metric, higher = true, patience }: KeepBest, state?: BestState): Best {
  demand(patience === undefined || (Number.isSafeInteger(patience) && patience >= 1), {
    who: 'keepBest',
    rule: 'patience must be a whole number of looks from 1',
    value: patience,
  })
  let held = state
  return {
    look(step, metrics) {
      const value = metrics[metric]
      demand(typeof value === 'number', {
        who: 'keepBest',
        rule: 'metric must be the name of a number that the looks give',
        value: metric,
        remedy: `they give ${Object.keys(metrics).join(', ')}`,
      })
      // Not a number is never better, and anything is better than nothing.
      const better = !Number.isNaN(value) && (!held || (higher ? value > held.value : value < held.value))
      if (better) held = { step, value, since: 0 }
      else if (held) held = { ...held, since: held.since + 1 }
      return better
    },
    get over() {
      return patience !== undefined && held !== undefined && held.since >= patience
    },
    get state() {
      return held
    },
  }
}
