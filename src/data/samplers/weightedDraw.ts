import type { Random } from '../../random.ts'
import { largest } from './largest.ts'

/** Draws `count` different places, one after another, each time in proportion to the weights of those left (Efraimidis and
 *  Spirakis 2006): the largest keys u^(1/w). Here as ln w - ln(-ln u), Gumbel noise on ln w, which orders them alike and
 *  does not underflow.
 *  @param weights above 0, `count` of them or more
 *  @returns the places in the order of the draw */
export function weightedDraw(weights: ArrayLike<number>, count: number, rng: Random): number[] {
  // 1 - u, since u may be 0 and is never 1.
  const keys = Float64Array.from(weights, (w) => Math.log(w) - Math.log(-Math.log(1 - rng.uniform())))
  return largest(keys, count)
}
