import { count, demandOptions, notNegative, positive } from '../demandOptions.ts'
import type { Schedule } from './schedule.ts'

export interface CosineOptions {
  readonly rate: number
  /** Steps from the rate down to the minimum (PyTorch's T_max). */
  readonly steps: number
  /** The rate at the end (PyTorch's eta_min). Default 0. */
  readonly minimum?: number
}

/** Half a cosine from the rate to the minimum (Loshchilov and Hutter 2017, equation 5, without restarts).
 *  rate(t) = minimum + (rate - minimum) (1 + cos(π t / steps)) / 2.  Beyond `steps` it rises again, as PyTorch's does. */
export function cosine({ rate, steps, minimum = 0 }: CosineOptions): Schedule {
  demandOptions('cosine', positive, { rate })
  demandOptions('cosine', count, { steps })
  demandOptions('cosine', notNegative, { minimum })
  return (t) => minimum + ((rate - minimum) * (1 + Math.cos((Math.PI * t) / steps))) / 2
}
