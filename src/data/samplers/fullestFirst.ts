import type { Random } from '../../random.ts'

/** Takes p different stacks at each call, one thing of each: those with most left, ties by lot, and where stacks run out,
 *  any. So all stacks are empty after max(highest, ceil(things / p)) calls, the fewest that can do it.
 *  @param heights of the stacks, p of them or more */
export function fullestFirst(
  heights: readonly number[],
  p: number,
): { readonly calls: number; readonly start: (rng: Random) => () => number[] } {
  const things = heights.reduce((a, b) => a + b)
  const highest = heights.reduce((a, b) => Math.max(a, b))
  const start = (rng: Random) => {
    const left = [...heights]
    const order = heights.map((_, stack) => stack)
    return () => {
      rng.shuffle(order)
      order.sort((a, b) => left[b]! - left[a]!) // stable, so equals stay shuffled
      const taken = order.slice(0, p)
      for (const stack of taken) left[stack] = Math.max(0, left[stack]! - 1)
      return taken
    }
  }
  return { calls: Math.max(highest, Math.ceil(things / p)), start }
}
