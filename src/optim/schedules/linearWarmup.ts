import { count, demandOptions, positive, share } from '../demandOptions.ts'
import type { Schedule } from './schedule.ts'

export interface LinearWarmupOptions {
  readonly rate: number
  /** The step that is first at the end of the line. Default 5. */
  readonly steps?: number
  /** Factor of the rate at step 0, in (0, 1]. Default 1/3. */
  readonly startFactor?: number
  /** Factor of the rate from `steps` on, in [0, 1]. Default 1. */
  readonly endFactor?: number
}

/** A straight line from startFactor·rate at step 0 to endFactor·rate at `steps`, then level (PyTorch's LinearLR). */
export function linearWarmup(options: LinearWarmupOptions): Schedule {
  const { rate, steps = 5, startFactor = 1 / 3, endFactor = 1 } = options
  demandOptions('linearWarmup', positive, { rate, startFactor })
  demandOptions('linearWarmup', count, { steps })
  demandOptions('linearWarmup', share, { startFactor, endFactor })
  return (t) => rate * (startFactor + ((endFactor - startFactor) * Math.min(t, steps)) / steps)
}
