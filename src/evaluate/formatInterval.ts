import type { Interval } from './interval.ts'

/** For people to read: `0.361 ± 0.012`, or `0.361 (1 run)` where there is no interval. `digits` after the point, 3 unless
 *  told; `signed` writes a + before what is above 0, for differences. */
export function formatInterval(
  { mean, half }: Interval,
  { digits = 3, signed = false }: { readonly digits?: number; readonly signed?: boolean } = {},
): string {
  const plain = mean.toFixed(digits)
  const shown = Number(plain) === 0 ? plain.replace('-', '') : signed && mean > 0 ? `+${plain}` : plain
  return half === null ? `${shown} (1 run)` : `${shown} ± ${half.toFixed(digits)}`
}
