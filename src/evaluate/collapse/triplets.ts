import { spaced } from '../../data/spaced.ts'
import { demand } from '../../errors.ts'
import { rowsByLabel } from '../rowsByLabel.ts'

/** How the images of a class lie to one another and to other classes. Distances are Euclidean, and medians over anchors. */
export interface ClassTriplets {
  /** The class, as in the labels. */
  readonly label: number
  /** Share of the triplets of an anchor, a classmate and another class's image that keep the margin: d(a,n) > d(a,p) + margin. */
  readonly all: number
  /** The same with the nearest classmate alone: what easiest positives ask for. */
  readonly easiest: number
  readonly nearestClassmate: number
  /** The median classmate. */
  readonly classmates: number
  readonly nearestOther: number
  /** Root mean square distance of classmates over that of images of different classes (of all classes): 0 is a point. */
  readonly relativeSpread: number
}

export interface TripletOptions {
  /** [n * dimension] row by row. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** Negative: no label, and left out. */
  readonly labels: Int32Array
  /** Default 0.2. */
  readonly margin?: number
}

/** Anchors of a class, anchors in all, and images that an anchor is compared with beside its classmates. */
const mostOfClass = 40
const mostAnchors = 3000
const mostOthers = 6000

/** Whether triplets keep a margin, class by class, and at what distances: with room, where classmates are spread and the nearest is near,
 *  or by collapse, where all are near. Classes of a single image have none, and without a second class there are none. */
export function triplets({ embeddings, dimension, labels, margin = 0.2 }: TripletOptions): ClassTriplets[] {
  const who = 'triplets'
  demand(embeddings.length === labels.length * dimension, {
    who,
    rule: `embeddings must have labels * dimension = ${labels.length * dimension} numbers`,
    value: embeddings.length,
  })
  demand(margin >= 0, { who, rule: 'margin must be at least 0', value: margin })
  const groups = rowsByLabel(labels)
  const several = [...groups].filter(([, rows]) => rows.length > 1)
  if (groups.size < 2 || several.length === 0) return []
  const every = Int32Array.from(labels.keys()).filter((row) => labels[row]! >= 0)
  const shown = spaced(every, mostOthers)
  const perClass = Math.max(1, Math.min(mostOfClass, Math.floor(mostAnchors / several.length)))
  let [across, pairs] = [0, 0]
  const found = several.map(([label, rows]) => {
    const anchors = spaced(Int32Array.from(rows), perClass)
    const mates = spaced(Int32Array.from(rows), mostOthers)
    const others = shown.filter((row) => labels[row] !== label)
    const measured = Array.from(anchors, (anchor) => {
      const to = (of: Int32Array): Float64Array => distances(embeddings, dimension, anchor, of).sort()
      const [near, far] = [to(mates.filter((row) => row !== anchor)), to(others)]
      for (const distance of far) across += distance ** 2
      pairs += far.length
      return { near, far }
    })
    return { label, measured: measured.filter(({ near, far }) => near.length > 0 && far.length > 0) }
  })
  const between = Math.sqrt(across / pairs)
  return found
    .filter(({ measured }) => measured.length > 0)
    .map(({ label, measured }) => {
      const inside = measured.map(({ near }) => near.reduce((sum, d) => sum + d * d, 0) / near.length)
      return {
        label,
        all: mean(measured.map(({ near, far }) => mean(Array.from(near, (d) => beyond(far, d + margin))))),
        easiest: mean(measured.map(({ near, far }) => beyond(far, near[0]! + margin))),
        nearestClassmate: median(measured.map(({ near }) => near[0]!)),
        classmates: median(measured.map(({ near }) => near[near.length >> 1]!)),
        nearestOther: median(measured.map(({ far }) => far[0]!)),
        relativeSpread: between === 0 ? 0 : Math.sqrt(mean(inside)) / between,
      }
    })
}

function distances(x: Float32Array, d: number, anchor: number, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => {
    let sum = 0
    for (let j = 0; j < d; j++) sum += (x[anchor * d + j]! - x[row * d + j]!) ** 2
    return Math.sqrt(sum)
  })
}

/** Share of ascending values above a bound. */
function beyond(values: Float64Array, bound: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! > bound) high = middle
    else low = middle + 1
  }
  return (values.length - low) / values.length
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!
