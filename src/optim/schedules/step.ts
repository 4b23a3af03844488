import { count, demandOptions, positive } from '../demandOptions.ts'
import type { Schedule } from './schedule.ts'

export interface StepOptions {
  readonly rate: number
  /** Steps from one fall to the next. */
  readonly every: number
  /** What is left of the rate at each fall. Default 0.1. */
  readonly gamma?: number
}

/** A rate that falls in steps (PyTorch's StepLR).  rate(t) = rate gamma^⌊t / every⌋ */
export function step({ rate, every, gamma = 0.1 }: StepOptions): Schedule {
  demandOptions('step', positive, { rate, gamma })
  demandOptions('step', count, { every })
  return (t) => rate * gamma ** Math.floor(t / every)
}
