import { demand } from '../errors.ts'
import { and, greater, less } from '../ops/index.ts'
import type { Candidates, Selection } from './rule.ts'

export interface Range {
  readonly from: number | undefined
  readonly to: number | undefined
}

/** The pairs whose distance lies between two bounds, neither included; a bound left out is none.
 *  @param who whose range it is, for the message */
export function inRange(who: string, { from, to }: Range): (candidates: Candidates) => Selection {
  demand(from === undefined || to === undefined || from < to, {
    who,
    rule: 'from must be below to',
    value: `from ${from} to ${to}`,
  })
  return ({ distances, allowed }) => {
    const beyond = from === undefined ? allowed : and(allowed, greater(distances(), from))
    return { columns: null, valid: to === undefined ? beyond : and(beyond, less(distances(), to)) }
  }
}
