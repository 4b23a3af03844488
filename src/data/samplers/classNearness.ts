import { checkEmbeddings, type LabelledEmbeddings } from './labelledEmbeddings.ts'

/** How near classes lie, [C * C] row by row: the cosine of their mean embeddings, -1 to 1, larger is nearer. On the
 *  diagonal 1. A class without rows is as far as can be from every other: -1; one whose rows cancel out has no direction
 *  and is at right angles to all: 0. O(n D + C² D). */
export function classNearness(of: LabelledEmbeddings): Float32Array {
  checkEmbeddings('classNearness', of)
  const { labels, dimension: d, classes } = of
  const means = directions(of)
  const members = new Int32Array(classes)
  for (const label of labels) members[label]!++
  const nearness = new Float32Array(classes * classes)
  for (let a = 0; a < classes; a++) {
    nearness[a * classes + a] = 1
    for (let b = 0; b < a; b++) {
      let cosine = members[a] && members[b] ? 0 : -1
      if (cosine === 0) for (let j = 0; j < d; j++) cosine += means[a * d + j]! * means[b * d + j]!
      nearness[a * classes + b] = nearness[b * classes + a] = cosine
    }
  }
  return nearness
}

/** The mean of each class brought to length 1; zeros where it has none. */
function directions({ embeddings, dimension: d, labels, classes }: LabelledEmbeddings): Float64Array {
  const sums = new Float64Array(classes * d)
  labels.forEach((label, i) => {
    for (let j = 0; j < d; j++) sums[label * d + j]! += embeddings[i * d + j]!
  })
  for (let c = 0; c < classes; c++) {
    const sum = sums.subarray(c * d, (c + 1) * d)
    const length = Math.sqrt(sum.reduce((square, x) => square + x * x, 0))
    for (let j = 0; length > 0 && j < d; j++) sum[j]! /= length
  }
  return sums
}
