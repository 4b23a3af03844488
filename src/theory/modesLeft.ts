import type { Population } from './population.ts'

/** What became of the modes. */
export interface ModesLeft {
  /** Mean distance of two samples of a class that are of different modes, by the mean distance of two samples of different
   *  classes: 0 where every class lies on one point. NaN where classes have one mode each. */
  readonly ratio: number
  /** Mean distance of two samples of one mode, by the same: 0 where every mode lies on one point. */
  readonly width: number
  /** Groups in a class, mean over the classes: samples nearer than `near` are of one group, and so are their neighbours. */
  readonly groups: number
  /** Share of samples whose nearest classmate is of their own mode; by chance (samples - 1) / (modes samples - 1). */
  readonly kept: number
}

/** Measures distances [n, n] by the true classes and modes. Samples of one place count as of one group. */
export function modesLeft(distances: Float64Array, population: Population, near: number): ModesLeft {
  const { size, classOf, modeOf, classes } = population
  const sums = { mode: [0, 0], class: [0, 0], other: [0, 0] }
  let kept = 0
  let counted = 0
  for (let i = 0; i < size; i++) {
    let nearest = Number.POSITIVE_INFINITY
    // Among classmates equally near, each counts for its share: on one point, nothing is kept but by chance.
    const found = { own: 0, all: 0 }
    for (let j = 0; j < size; j++) {
      if (j === i) continue
      const d = distances[i * size + j]!
      const kind = classOf[i] !== classOf[j] ? 'other' : modeOf[i] === modeOf[j] ? 'mode' : 'class'
      sums[kind][0]! += d
      sums[kind][1]! += 1
      if (kind === 'other') continue
      if (d < nearest) {
        nearest = d
        found.own = 0
        found.all = 0
      }
      if (d === nearest) {
        found.all++
        if (kind === 'mode') found.own++
      }
    }
    if (found.all > 0) {
      counted++
      kept += found.own / found.all
    }
  }
  const mean = ([sum, count]: number[]): number => sum! / count!
  const between = mean(sums.other)
  return {
    ratio: mean(sums.class) / between,
    width: sums.mode[1] === 0 ? 0 : mean(sums.mode) / between,
    groups: groupsIn(distances, population, near) / classes,
    kept: kept / counted,
  }
}

/** Connected groups of classmates nearer than `near`, over all classes. */
function groupsIn(distances: Float64Array, { size, classOf }: Population, near: number): number {
  const group = Int32Array.from({ length: size }, () => -1)
  let groups = 0
  for (let first = 0; first < size; first++) {
    if (group[first] !== -1) continue
    const waiting = [first]
    group[first] = groups
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (let j = 0; j < size; j++)
        if (group[j] === -1 && classOf[j] === classOf[at] && distances[at * size + j]! < near) {
          group[j] = groups
          waiting.push(j)
        }
    groups++
  }
  return groups
}
