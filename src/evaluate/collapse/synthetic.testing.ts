import type { Random } from '../../random.ts'

/** A class of known kinds: `sizes[k]` items of kind k, normally distributed about its centre with standard deviation 1 along each
 *  axis, centres about `apart` from one another in random directions, all brought to length 1. */
export function knownKinds(
  sizes: readonly number[],
  { dimension: d, apart, random }: { readonly dimension: number; readonly apart: number; readonly random: Random },
): { embeddings: Float32Array; truth: Int32Array } {
  const towards = (length: number): number[] => {
    const x = Array.from({ length: d }, () => random.normal())
    const norm = Math.hypot(...x)
    return x.map((value) => (value / norm) * length)
  }
  const middle = towards(apart)
  const rows = sizes.flatMap((size) => {
    const centre = towards(apart / Math.SQRT2)
    return Array.from({ length: size }, () => centre.map((x, j) => x + middle[j]! + random.normal()))
  })
  const embeddings = Float32Array.from(
    rows.flatMap((row) => {
      const norm = Math.hypot(...row)
      return row.map((x) => x / norm)
    }),
  )
  return { embeddings, truth: Int32Array.from(sizes.flatMap((size, kind) => Array<number>(size).fill(kind))) }
}
