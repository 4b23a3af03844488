import { demand } from '../errors.ts'

/** How wide classes are and how far apart. Distances are Euclidean, every class weighs the same, and `null` says that
 *  there is nothing to measure. */
export interface Spread {
  /** Classes with at least one item. */
  readonly classes: number
  /** Mean distance of an item to the mean of its class, over classes with two or more items. Null without any such. */
  readonly inside: number | null
  /** Root mean square distance of two items of one class, over the same classes. Null without any such. */
  readonly insidePairs: number | null
  /** Mean distance of a class mean to the mean of the class means. Null below two classes. */
  readonly between: number | null
  /** Root mean square distance of two class means. Null below two classes. */
  readonly betweenPairs: number | null
  /** insidePairs / betweenPairs: 0 is a class collapsed to a point. Null where either is, or class means all agree. */
  readonly ratio: number | null
}

/** Spread inside and between the classes of one label level, in O(n d): with m the mean of n points,
 *  mean over pairs of |x_i - x_j|^2 = 2 / (n - 1) sum_i |x_i - m|^2, so pairs need no double loop (this holds for squared
 *  distances, hence root mean squares of pairs). `embeddings` is [n * dimension] row by row; items of negative label are
 *  left out. */
export function spread({
  embeddings,
  dimension,
  labels,
}: {
  readonly embeddings: Float32Array | Float64Array
  readonly dimension: number
  readonly labels: Int32Array
}): Spread {
  demand(embeddings.length === labels.length * dimension, {
    who: 'spread',
    rule: `embeddings must have labels * dimension = ${labels.length * dimension} numbers`,
    value: embeddings.length,
  })
  const stray = embeddings.find((x) => !Number.isFinite(x))
  demand(stray === undefined, { who: 'spread', rule: 'embeddings must be finite', value: stray })
  const { of, classes } = numbered(labels)
  const groups = around(embeddings, dimension, of, classes)
  const several = groups.members.flatMap((n, c) => (n > 1 ? [c] : []))
  const inside = mean(several.map((c) => groups.distance[c]! / groups.members[c]!))
  const insidePairs = rms(several.map((c) => (2 * groups.squared[c]!) / (groups.members[c]! - 1)))
  const all = around(groups.means, dimension, new Int32Array(classes), 1)
  const between = classes > 1 ? all.distance[0]! / classes : null
  const betweenPairs = classes > 1 ? Math.sqrt((2 * all.squared[0]!) / (classes - 1)) : null
  const ratio = insidePairs === null || !betweenPairs ? null : insidePairs / betweenPairs
  return { classes, inside, insidePairs, between, betweenPairs, ratio }
}

/** Class numbers from 0 in order of appearance; -1 for items without a label. */
function numbered(labels: Int32Array): { of: Int32Array; classes: number } {
  const numbers = new Map<number, number>()
  const of = labels.map((label) => {
    if (label < 0) return -1
    const known = numbers.get(label) ?? numbers.size
    numbers.set(label, known)
    return known
  })
  return { of, classes: numbers.size }
}

/** Means of the groups, and sums of the distances and squared distances to them. Two passes: the textbook's one pass
 *  (sum of squares minus square of sums) cancels to noise just where a class has collapsed. */
function around(points: Float32Array | Float64Array, d: number, of: Int32Array, groups: number) {
  const members = new Array<number>(groups).fill(0)
  const means = new Float64Array(groups * d)
  of.forEach((group, i) => {
    if (group < 0) return
    // A running mean, since its rounding vanishes where all points are equal.
    const n = ++members[group]!
    for (let j = 0; j < d; j++) means[group * d + j]! += (points[i * d + j]! - means[group * d + j]!) / n
  })
  const distance = new Float64Array(groups)
  const squared = new Float64Array(groups)
  of.forEach((group, i) => {
    if (group < 0) return
    let sum = 0
    for (let j = 0; j < d; j++) sum += (points[i * d + j]! - means[group * d + j]!) ** 2
    squared[group]! += sum
    distance[group]! += Math.sqrt(sum)
  })
  return { members, means, distance, squared }
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length
}

function rms(squares: readonly number[]): number | null {
  const middle = mean(squares)
  return middle === null ? null : Math.sqrt(middle)
}
