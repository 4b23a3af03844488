/** A class with its number of images. */
export interface ClassCount {
  readonly label: number
  readonly count: number
}

/** The classes that have fewer than `k` of the rows `indices`, but at least one; by label. */
export function smallClasses(labels: Int32Array, indices: Int32Array, k: number): ClassCount[] {
  const counts = new Map<number, number>()
  for (const row of indices) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1)
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .filter(({ count }) => count < k)
    .sort((a, b) => a.label - b.label)
}
