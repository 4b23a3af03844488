import { count, demandOptions, positive, share } from '../demandOptions.ts'
import type { Schedule } from './schedule.ts'

export interface OneCycleOptions {
  /** The rate at the top. */
  readonly max: number
  /** Steps of the whole cycle; afterwards the rate stays where it ended. */
  readonly steps: number
  /** Share of the steps that rise (PyTorch's pct_start). Default 0.3. */
  readonly rising?: number
  /** max over the first rate. Default 25. */
  readonly divFactor?: number
  /** The first rate over the last. Default 1e4. */
  readonly finalDivFactor?: number
}

/** One cycle (Smith and Topin 2018) of two half cosines: from max/divFactor up to max, then down to
 *  max/divFactor/finalDivFactor at the last step (PyTorch's OneCycleLR with its defaults). */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { max, steps, rising = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options
  demandOptions('oneCycle', positive, { max, divFactor, finalDivFactor })
  demandOptions('oneCycle', count, { steps })
  demandOptions('oneCycle', share, { rising })
  const top = rising * steps - 1
  const end = steps - 1
  const first = max / divFactor
  const last = first / finalDivFactor
  return (t) =>
    t < top ? between(first, max, t / top) : between(max, last, end > top ? Math.min(1, (t - top) / (end - top)) : 0)
}

/** From a to b along half a cosine, at a share of the way. */
const between = (a: number, b: number, way: number): number => b + ((a - b) * (1 + Math.cos(Math.PI * way))) / 2
