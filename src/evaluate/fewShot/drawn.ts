import type { Random } from '../../random.ts'

/** At most `most` different numbers of 0 .. n - 1, in the order in which they were drawn (Fisher and Yates, of which only the
 *  places that changed are kept). */
export function drawn(n: number, most: number, generator: Random): number[] {
  const moved = new Map<number, number>()
  return Array.from({ length: Math.min(n, most) }, (_, i) => {
    const at = i + generator.below(n - i)
    const taken = moved.get(at) ?? at
    moved.set(at, moved.get(i) ?? i)
    return taken
  })
}
