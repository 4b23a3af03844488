import { format } from '../../../../report/format.ts'
import type { Estimate } from '../../../api.ts'

/** `0.361 ± 0.012`, or `0.361` where there is no interval. */
export function estimateText(estimate: Estimate | null): string {
  if (!estimate) return '–'
  const { mean, halfWidth } = estimate
  return halfWidth === null ? format(mean) : `${format(mean)} ± ${format(halfWidth)}`
}

/** The same of a difference: `+0.034 ± 0.012`. */
export function differenceText(estimate: Estimate | null): string {
  const text = estimateText(estimate)
  return estimate && Number(estimate.mean.toFixed(3)) > 0 ? `+${text}` : text
}

/** `p < 0.001`, `p = 0.013`. */
export const pText = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`)
