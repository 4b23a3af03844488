import { random } from '../../random.ts'

/** Labels of classes with so many rows each, mixed. */
export function labelsOf(sizes: readonly number[], seed = 1): Int32Array {
  return random(seed).shuffle(Int32Array.from(sizes.flatMap((n, c) => Array<number>(n).fill(c))))
}

/** The classes of a batch of k rows of each, in their order; fails where these k differ in class or any row comes twice. */
export function classesOf(batch: Int32Array, labels: Int32Array, k: number): number[] {
  if (new Set(batch).size !== batch.length) throw new Error('a row comes twice')
  return Array.from({ length: batch.length / k }, (_, i) => {
    const own = new Set(batch.slice(i * k, (i + 1) * k).map((row) => labels[row]!))
    if (own.size !== 1) throw new Error('rows of one class should stand together')
    return [...own][0]!
  })
}

/** How often each of 0 .. n - 1 is among the values. */
export function countsOf(values: Iterable<number>, n: number): number[] {
  const counts = Array<number>(n).fill(0)
  for (const value of values) counts[value]!++
  return counts
}
