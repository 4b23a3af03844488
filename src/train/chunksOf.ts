/** How `size` samples go into the fewest chunks of at most `most`, as evenly as can be: 10 by 4 are 4, 3, 3. */
export function chunksOf(size: number, most: number): number[] {
  const count = Math.ceil(size / most)
  return Array.from({ length: count }, (_, i) => Math.floor(size / count) + (i < size % count ? 1 : 0))
}
