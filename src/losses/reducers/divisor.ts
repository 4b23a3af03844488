import { demand } from '../../errors.ts'
import { div } from '../../ops/index.ts'
import type { Reducer } from './reducer.ts'
import { sum } from './sum.ts'

/** Sum over all that count, divided by a fixed number: every pair weighs the same in every batch, however many count.
 *  pytorch-metric-learning's has its number from the loss, which there is proxyAnchor alone. */
export function divisor(by: number): Reducer {
  demand(Number.isFinite(by) && by > 0, { who: 'divisor', rule: 'by must be a number above 0', value: by })
  return (losses, valid, labels) => div(sum(losses, valid, labels), by)
}
