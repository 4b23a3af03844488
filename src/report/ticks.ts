/** About `count` round numbers (1, 2, 2.5 or 5 times a power of ten) that span [low, high], ends included. */
export function ticks(low: number, high: number, count = 4): number[] {
  if (!(high > low)) return [low]
  const raw = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = power * ([1, 2, 2.5, 5, 10].find((m) => m * power >= raw * 0.999) ?? 10)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  // Division where the step is a fraction, so that 0.30000000000000004 does not come out.
  const value = (i: number): number => (step < 1 ? i / Number((1 / step).toPrecision(12)) : i * step)
  return Array.from({ length: last - first + 1 }, (_, i) => value(first + i))
}
