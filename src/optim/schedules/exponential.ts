import { demandOptions, positive } from '../demandOptions.ts'
import type { Schedule } from './schedule.ts'

export interface ExponentialOptions {
  readonly rate: number
  /** What each step leaves of the rate. */
  readonly gamma: number
}

/** A rate that falls by the same factor at every step (PyTorch's ExponentialLR).  rate(t) = rate gammaᵗ */
export function exponential({ rate, gamma }: ExponentialOptions): Schedule {
  demandOptions('exponential', positive, { rate, gamma })
  return (t) => rate * gamma ** t
}
