import { demand } from '../../errors.ts'
import { and, greater, less, meanWhere } from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Reducer } from './reducer.ts'

export interface ThresholdOptions {
  /** Losses up to this one do not count. Default: no bound. */
  readonly low?: number
  /** Losses from this one on do not count. Default: no bound. */
  readonly high?: number
}

/** Mean over those that count with low < loss < high; 0 where none is. With low 0 it is `meanOfNonZero`; a high bound
 *  leaves out what is so wrong that its label may be. */
export function threshold({ low, high }: ThresholdOptions): Reducer {
  demand(low !== undefined || high !== undefined, { who: 'threshold', rule: 'low or high must be given' })
  demand(![low, high].some((bound) => bound !== undefined && Number.isNaN(bound)), {
    who: 'threshold',
    rule: 'bounds must be numbers',
    value: { low: String(low), high: String(high) },
  })
  demand(low === undefined || high === undefined || low < high, {
    who: 'threshold',
    rule: 'low must be below high, or no loss counts',
    value: { low, high },
  })
  return (losses, valid) => {
    const bounds: readonly Tensor[] = [
      ...(low === undefined ? [] : [greater(losses, low)]),
      ...(high === undefined ? [] : [less(losses, high)]),
    ]
    return meanWhere(losses, bounds.reduce(and, valid))
  }
}
