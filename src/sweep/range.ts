import { demand } from '../errors.ts'
import type { Random } from '../random.ts'

/** What an option can be. */
export type OptionValue = number | boolean | string

/** What an option is varied over. */
export type OptionRange =
  | {
      readonly kind: 'number'
      readonly low: number
      readonly high: number
      /** Whether its logarithm is drawn evenly: as often between 0.001 and 0.01 as between 0.01 and 0.1. */
      readonly log: boolean
      readonly whole: boolean
    }
  | { readonly kind: 'choice'; readonly values: readonly OptionValue[] }

/** Fails on a range that is none. @param who it belongs to */
export function demandRange(range: OptionRange, who: string): void {
  if (range.kind === 'choice') {
    demand(range.values.length > 1 && new Set(range.values).size === range.values.length, {
      who,
      rule: 'a choice needs two different values or more',
      value: range.values.join('|'),
    })
    return
  }
  const { low, high, log } = range
  demand(Number.isFinite(low) && Number.isFinite(high), {
    who,
    rule: 'a range has two numbers',
    value: `${low}..${high}`,
  })
  demand(low < high, {
    who,
    rule: 'a range goes from the smaller number to the larger',
    value: `${low}..${high}`,
    remedy: low > high ? `write ${high}..${low}` : 'give two different ends, or set the option to the one value',
  })
  demand(!log || low > 0, { who, rule: 'a range with :log must lie above 0', value: `${low}..${high}` })
}

/** A value of a range, drawn evenly (a logarithm evenly, where that was asked for). Numbers have three digits that count: whoever
 *  reads them can type them. */
export function drawFrom(range: OptionRange, rng: Random): OptionValue {
  const u = rng.uniform()
  if (range.kind === 'choice') return range.values[Math.floor(u * range.values.length)]!
  const { low, high, log, whole } = range
  if (whole) {
    // Half a number beyond both ends, so that these are as likely as any other.
    const [from, to] = [low - 0.5, high + 0.5]
    const drawn = log && low >= 1 ? from * (to / from) ** u : from + u * (to - from)
    return Math.min(high, Math.max(low, Math.round(drawn)))
  }
  const drawn = log ? low * (high / low) ** u : low + u * (high - low)
  return Math.min(high, Math.max(low, Number(drawn.toPrecision(3))))
}

/** Where a value lies in its range, from 0 to 1: choices evenly, numbers by their logarithm where it is drawn. */
export function placeIn(range: OptionRange, value: OptionValue): number {
  if (range.kind === 'choice') {
    const at = range.values.indexOf(value)
    return at < 0 ? Number.NaN : at / Math.max(1, range.values.length - 1)
  }
  const { low, high, log } = range
  const of = (x: number): number => (log ? Math.log(x) : x)
  return typeof value === 'number' ? (of(value) - of(low)) / (of(high) - of(low)) : Number.NaN
}
