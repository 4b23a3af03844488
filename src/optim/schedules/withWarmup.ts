import { count, demandOptions, positive, share } from '../demandOptions.ts'
import type { Schedule } from './schedule.ts'

export interface WarmupOptions {
  /** Steps before the schedule begins. */
  readonly steps: number
  /** Factor of the schedule's first rate at step 0, in (0, 1]. Default 1/3. */
  readonly startFactor?: number
}

/** A schedule that begins `steps` later, after a straight line from startFactor times its first rate up to that rate. */
export function withWarmup(schedule: Schedule, { steps, startFactor = 1 / 3 }: WarmupOptions): Schedule {
  demandOptions('withWarmup', count, { steps })
  demandOptions('withWarmup', positive, { startFactor })
  demandOptions('withWarmup', share, { startFactor })
  const first = schedule(0)
  return (t) => (t < steps ? first * (startFactor + ((1 - startFactor) * t) / steps) : schedule(t - steps))
}
