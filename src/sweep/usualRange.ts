import type { Option } from '../option.ts'
import type { OptionRange } from './range.ts'

/** How far from its usual value a number goes, to either side. */
const factor = 4

/** What an option of a loss or a rule is varied over where nobody says otherwise: a flag both ways, a word over all there are, a number
 *  from a quarter of its usual value to four times that, by its logarithm, within its bounds. Null where there is nothing to go by: no
 *  usual value, or 0. */
export function usualRange(option: Option<unknown>): OptionRange | null {
  const { kind, usual, choices, bounds = {}, whole = false } = option
  if (kind === 'flag') return { kind: 'choice', values: [false, true] }
  if (kind === 'word') return choices && choices.length > 1 ? { kind: 'choice', values: choices } : null
  if (typeof usual !== 'number' || usual === 0) return null
  const [near, far] = [usual / factor, usual * factor]
  const inside = 0.01 * Math.abs(usual)
  const low = Math.max(Math.min(near, far), bounds.least ?? -Infinity, (bounds.above ?? -Infinity) + inside)
  const high = Math.min(Math.max(near, far), bounds.most ?? Infinity, (bounds.below ?? Infinity) - inside)
  const rounded = whole ? [Math.ceil(low), Math.floor(high)] : [digits(low), digits(high)]
  return rounded[0]! < rounded[1]!
    ? { kind: 'number', low: rounded[0]!, high: rounded[1]!, log: usual > 0, whole }
    : null
}

const digits = (value: number): number => Number(value.toPrecision(3))
