import { demandOptions, positive } from '../demandOptions.ts'
import type { Schedule } from './schedule.ts'

/** The same rate at every step. Fails unless it is greater than 0. */
export function constant({ rate }: { readonly rate: number }): Schedule {
  demandOptions('constant', positive, { rate })
  return () => rate
}
