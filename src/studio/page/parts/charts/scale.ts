import { ticks } from '../../../../report/ticks.ts'

/** From values to pixels and back, with round values to mark. */
export interface Scale {
  readonly to: (value: number) => number
  readonly from: (pixel: number) => number
  readonly marks: readonly number[]
}

/** Even steps of the value are even steps of pixels. @param ends pixels of the first and the last value
 *  @param round widens the span to round values. Default true */
export function linearScale(
  [low, high]: readonly [number, number],
  [first, last]: readonly [number, number],
  { count = 4, round = true }: { readonly count?: number; readonly round?: boolean } = {},
): Scale {
  const [bottom, top] = high > low ? [low, high] : [low - (Math.abs(low) || 1) / 2, low + (Math.abs(low) || 1) / 2]
  const all = ticks(bottom, top, count)
  const [from, to] = round ? [all[0]!, all.at(-1)!] : [bottom, top]
  return {
    to: (value) => first + ((value - from) / (to - from)) * (last - first),
    from: (pixel) => from + ((pixel - first) / (last - first)) * (to - from),
    marks: all.filter((mark) => mark >= from && mark <= to),
  }
}

/** Even factors of the value are even steps of pixels. @param low above 0 */
export function logScale([low, high]: readonly [number, number], [first, last]: readonly [number, number]): Scale {
  const [from, to] = [Math.log(low), Math.log(high > low ? high : low * 10)]
  const powers = Array.from({ length: 40 }, (_, i) => 10 ** (i - 20))
  const within = (value: number): boolean => value >= low * 0.999 && value <= Math.exp(to) * 1.001
  const tens = powers.filter(within)
  const marks = tens.length >= 3 ? tens : powers.flatMap((power) => [power, 2 * power, 5 * power]).filter(within)
  return {
    to: (value) => first + ((Math.log(value) - from) / (to - from)) * (last - first),
    from: (pixel) => Math.exp(from + ((pixel - first) / (last - first)) * (to - from)),
    marks: marks.map((mark) => Number(mark.toPrecision(12))),
  }
}
