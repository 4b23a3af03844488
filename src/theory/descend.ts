import type { Random } from '../random.ts'
import { distancesOf } from './distancesOf.ts'
import { expectedLoss } from './expectedLoss.ts'
import type { FreeState, FreeStep } from './freeStep.ts'
import { noisyLabels } from './noisyLabels.ts'
import type { Setup } from './setup.ts'
import { rowsOf } from './setup.ts'
import { reachOf } from './tupleLoss.ts'

/** How labels are wrong: drawn anew for every step, so that what is minimised is the expectation, or once for all. */
export type Drawing = 'each-step' | 'once'

export interface DescentOptions {
  /** Share of wrong labels. */
  readonly noise: number
  readonly drawing: Drawing
  /** Steps at most. */
  readonly steps: number
  readonly random: Random
  /** Asked between looks: true ends the descent. */
  readonly stopped?: () => boolean
}

/** Where a descent ended. */
export interface Descent {
  /** [points, dimension]. */
  readonly points: Float32Array
  /** Of the margin loss: as it was learned, or as it was fixed. */
  readonly beta: number | null
  /** The exact expectation of the loss there. */
  readonly loss: number
  readonly steps: number
  /** Whether the rate came down to its end because nothing fell any more; false: the steps ran out. */
  readonly converged: boolean
}

/** Steps between two looks at the expectation. */
const look = 50
/** Looks without a fall of a thousandth before the rate is halved. */
const patience = 3
/** The rate's start, as a share of the loss's reach, and how often it is halved. */
const firstRate = 0.05
const halvings = 7

/** Minimises by Adam from given points. The exact expectation of the loss is looked at every 50 steps; where three looks
 *  in a row do not lower it by a thousandth of itself, the rate is halved; after the seventh halving, or
 *  where the expectation is 0, the descent has converged. */
export async function descend(
  setup: Setup,
  step: FreeStep,
  points: Float32Array,
  { noise, drawing, steps, random, stopped = () => false }: DescentOptions,
): Promise<Descent> {
  const { classOf, classes } = setup.population
  const reach = reachOf(setup.loss)
  const draw = (): Int32Array => noisyLabels(classOf, classes, noise, random)
  const once = draw()
  let rate = firstRate * (setup.squared ? Math.sqrt(reach) : reach)
  const last = rate / 2 ** halvings
  let state = step.fresh(points)
  let lowest = Number.POSITIVE_INFINITY
  let waited = 0
  let done = 0
  const ended = (converged: boolean): Descent => ({
    points: state.points!.data as Float32Array,
    beta: setup.loss.name === 'margin' ? betaIn(state, setup.loss.beta) : null,
    loss: valueAt(setup, state, noise, classOf),
    steps: done,
    converged,
  })
  while (done < steps && rate > last && !stopped()) {
    for (let i = 0; i < look && done < steps; i++)
      state = (await step.run(drawing === 'once' ? once : draw(), state, { step: ++done, rate })).state
    const found = drawing === 'once' ? valueAt(setup, state, 0, once) : valueAt(setup, state, noise, classOf)
    // Nothing is lower than 0, and there is no gradient.
    if (found === 0) return ended(true)
    if (found < lowest * 0.999) {
      lowest = found
      waited = 0
    } else if (++waited >= patience) {
      rate /= 2
      waited = 0
    }
  }
  return ended(rate <= last)
}

const betaIn = (state: FreeState, fixed: number): number => (state.beta ? Number(state.beta.data[0]) : fixed)

/** The expectation under some noise around some labels. */
function valueAt(setup: Setup, state: FreeState, noise: number, classOf: Int32Array): number {
  const { dimension, squared, space, loss, positives, population } = setup
  const rows = rowsOf(setup, state.points!.data as Float32Array)
  return expectedLoss({
    distances: distancesOf(rows, dimension, { squared, normalize: space === 'sphere' }),
    classOf,
    classes: population.classes,
    noise,
    loss: loss.name === 'margin' ? { ...loss, beta: betaIn(state, loss.beta) } : loss,
    positives,
  })
}
