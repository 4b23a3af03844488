import type { OptionValue } from './range.ts'

/** How much of what differs between trials one option alone explains. */
export interface Importance {
  readonly name: string
  /** From 0 to 1; null where there are too few trials, or all had the same value. */
  readonly share: number | null
}

/** Groups that numbers are sorted into: as many as leave some trials in each. */
const mostGroups = 4

/** The share of the variance between trials that each option explains by itself: the main effects of a functional analysis of variance
 *  (Hutter et al. 2014), light. Numbers are sorted into up to four groups of as many trials; a choice is a group each. The share is
 *  omega squared (Hays 1963),  (SSB - (g - 1) MSW) / (SST + MSW),  which takes off what g groups explain by chance; 0 where that is more
 *  than all. Effects of two options together are in none of the shares.
 *  @param trials of one budget, with the value that was reached */
export function importance(
  names: readonly string[],
  trials: readonly { readonly choice: Readonly<Record<string, OptionValue | undefined>>; readonly value: number }[],
): Importance[] {
  return names.map((name) => ({
    name,
    share: shareOf(
      trials.flatMap(({ choice, value }) => (choice[name] === undefined ? [] : [{ x: choice[name], value }])),
    ),
  }))
}

function shareOf(points: readonly { readonly x: OptionValue; readonly value: number }[]): number | null {
  const groups = grouped(points).filter((group) => group.length > 0)
  const n = points.length
  const g = groups.length
  if (g < 2 || n - g < 2) return null
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
  const square = (values: readonly number[], around: number): number =>
    values.reduce((sum, v) => sum + (v - around) ** 2, 0)
  const all = points.map(({ value }) => value)
  const total = square(all, mean(all))
  if (total === 0) return null
  const within = groups.reduce((sum, group) => sum + square(group, mean(group)), 0)
  const meanWithin = within / (n - g)
  return Math.max(0, (total - within - (g - 1) * meanWithin) / (total + meanWithin))
}

function grouped(points: readonly { readonly x: OptionValue; readonly value: number }[]): number[][] {
  const different = new Set(points.map(({ x }) => x))
  const numbers = points.every(({ x }) => typeof x === 'number')
  if (!numbers || different.size <= mostGroups)
    return [...different].map((x) => points.filter((point) => point.x === x).map(({ value }) => value))
  const count = Math.min(mostGroups, Math.max(2, Math.floor(points.length / 4)))
  const sorted = [...points].sort((a, b) => (a.x as number) - (b.x as number))
  return Array.from({ length: count }, (_, i) =>
    sorted
      .slice(Math.floor((i * sorted.length) / count), Math.floor(((i + 1) * sorted.length) / count))
      .map(({ value }) => value),
  )
}
