/** @file The measures as loops over float64 numbers: what the graphs are checked against. */

export type Rows = readonly (readonly number[])[]

export const slowMeasures = [
  'l2',
  'raw l2',
  'squared l2',
  'raw squared l2',
  'l1',
  'raw l1',
  'cosine',
  'dot',
  'snr',
] as const
export type SlowMeasure = (typeof slowMeasures)[number]

/** Of every row with every row of others, by default with each other, smaller for closer pairs: similarities with their
 *  sign turned around. */
export function slowDistances(measure: SlowMeasure, embeddings: Rows, others: Rows = embeddings): number[][] {
  const raw = measure.startsWith('raw') || measure === 'dot'
  const [rows, columns] = [embeddings, others].map((all) => (raw ? all : all.map((x) => scaled(x, measure))))
  const between = formulas[measure.replace('raw ', '')]!
  return rows!.map((x) => columns!.map((y) => between(x, y)))
}

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0)
const dot = (x: readonly number[], y: readonly number[]): number => sum(x.map((v, i) => v * y[i]!))
const minus = (x: readonly number[], y: readonly number[]): number[] => x.map((v, i) => v - y[i]!)
const squared = (x: readonly number[], y: readonly number[]): number => dot(minus(x, y), minus(x, y))

function scaled(x: readonly number[], measure: SlowMeasure): readonly number[] {
  const length = measure === 'l1' ? sum(x.map(Math.abs)) : Math.sqrt(dot(x, x))
  return length === 0 ? x : x.map((v) => v / length)
}

function variance(x: readonly number[]): number {
  const mean = sum(x) / x.length
  return sum(x.map((v) => (v - mean) ** 2)) / x.length
}

const formulas: Readonly<Record<string, (x: readonly number[], y: readonly number[]) => number>> = {
  l2: (x, y) => Math.sqrt(squared(x, y)),
  'squared l2': squared,
  l1: (x, y) => sum(minus(x, y).map(Math.abs)),
  cosine: (x, y) => -dot(x, y),
  dot: (x, y) => -dot(x, y),
  snr: (x, y) => variance(minus(x, y)) / variance(x),
}
