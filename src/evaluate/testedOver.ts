import type { PairedTest } from './pairedTest.ts'
import type { Tested } from './tellApart.ts'

/** A paired test as a difference between two ends with its p; null for a single run, which says nothing of chance. */
export function testedOver({ difference: { mean, half }, p }: PairedTest): Tested | null {
  return half === null || p === null ? null : { mean, low: mean - half, high: mean + half, p }
}
