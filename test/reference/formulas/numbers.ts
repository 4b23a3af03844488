/** @file What the formulas of this folder have in common: inputs, and gradients by central differences in float64. */
import type { LossRow } from '../translations/translation.ts'

export type Matrix = readonly (readonly number[])[]

/** Numbers between -scale and scale that float32 holds exactly, the same for the same seed. */
export function numbers(seed: number, rows: number, columns: number, scale = 1): number[][] {
  let state = seed >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.fround(scale * (state / 2 ** 31 - 1))
  }
  for (let i = 0; i < 8; i++) next()
  return Array.from({ length: rows }, () => Array.from({ length: columns }, next))
}

/** The gradient of a function of a matrix. Its error is of the order of 1e-9. */
export function slopes(of: (x: Matrix) => number, at: Matrix, step = 1e-5): number[][] {
  const moved = (i: number, j: number, by: number): Matrix =>
    at.map((row, k) => (k === i ? row.map((x, l) => (l === j ? x + by : x)) : row))
  return at.map((row, i) => row.map((_, j) => (of(moved(i, j, step)) - of(moved(i, j, -step))) / (2 * step)))
}

/** A matrix as reference rows write it. */
export const tensor = (x: Matrix): LossRow['embeddings'] => ({ shape: [x.length, x[0]!.length], data: x.flat() })

export const transposed = (x: Matrix): number[][] => x[0]!.map((_, j) => x.map((row) => row[j]!))

export const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, v, i) => sum + v * y[i]!, 0)

export const cosine = (x: readonly number[], y: readonly number[]): number =>
  dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
