/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds of each of `times` calls, after `warmup` that are not counted. */
export async function timed(
  run: () => Promise<unknown>,
  { times, warmup }: { times: number; warmup: number },
): Promise<number[]> {
  const all: number[] = []
  for (let i = -warmup; i < times; i++) {
    const start = performance.now()
    await run()
    if (i >= 0) all.push(performance.now() - start)
  }
  return all
}

export const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1)
