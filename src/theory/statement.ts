import { configurationLosses } from './configurations.ts'
import type { Setup } from './setup.ts'
import { reachOf } from './tupleLoss.ts'

/** What docs/theory.md proves of the lowest expected loss of a setup.
 *  free: modes apart and classes on one point have it alike.
 *  collapse: it is had with every class on one point, and not otherwise.
 *  no collapse: it is not had with every class on one point. */
export type Statement = 'free' | 'collapse' | 'no collapse'

/** The statement that holds of a setup under a share of wrong labels; null: nothing is proven. */
export function statementOf(setup: Setup, noise: number): Statement | null {
  const { population, dimension, tied, loss, learnBeta, positives, space, squared } = setup
  const { classes, modes, samples } = population
  if (modes === 1) return null
  if (noise === 0) return 'free'
  const roomForClasses = space === 'sphere' ? roomOnSphere(setup) : classes <= dimension + 1
  if (positives === 'easiest') {
    if (!tied || space === 'sphere' || !roomForClasses) return null
    const { collapsed, spread } = configurationLosses(setup, noise)
    return classes === 2 && spread < collapsed ? 'no collapse' : null
  }
  // With as many wrong labels as chance would give, labels say nothing.
  if (noise >= (classes - 1) / classes) return null
  // Some that share a place, or more than can be equally far from one another.
  const noRoomForEqual = (tied && samples > 1) || modes * samples > dimension + 1
  const zeroWidth = loss.name === 'triplet' || learnBeta || loss.beta === loss.margin
  if (zeroWidth) return roomForClasses && noRoomForEqual ? 'collapse' : null
  return loss.beta > loss.margin && dimension >= classes && space === 'plane' && !squared ? 'no collapse' : null
}

/** Whether the unit sphere holds a point for each class, all as far from one another as collapse wants them. */
function roomOnSphere({ population: { classes }, dimension, loss, learnBeta, squared }: Setup): boolean {
  const wanted = learnBeta ? 2 * loss.margin : reachOf(loss)
  const widest = (2 * classes) / (classes - 1)
  return classes <= dimension && (squared ? wanted : wanted ** 2) <= widest
}
