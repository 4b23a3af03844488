import { demand } from '../../errors.ts'
import { demandCount } from './demandCount.ts'
import { checkEmbeddings, checkLabels, type LabelledEmbeddings } from './labelledEmbeddings.ts'

export interface ConfusionOptions extends LabelledEmbeddings {
  /** How many neighbours of each row count. Default 1. */
  readonly k?: number
}

/** Neighbours found before, by `knn` for example, in place of embeddings. */
export interface NeighbourConfusionOptions extends Pick<LabelledEmbeddings, 'labels' | 'classes'> {
  /** [n * k] the k nearest rows of each row, without itself; -1 where there is none. */
  readonly neighbours: Int32Array
}

/** What classes are taken for, [C * C] row by row: at c * C + d how many of the k nearest other rows of the rows of class c
 *  are of class d. On the diagonal those that are right.
 *  From embeddings every row is compared with every other by their cosine, of equals the first: O(n² D), for some thousand
 *  rows. For more give a sample of them, or the neighbours. */
export function confusionOf(options: ConfusionOptions | NeighbourConfusionOptions): Float32Array {
  const { labels, classes } = options
  const neighbours = 'neighbours' in options ? checked(options) : nearestRows(options)
  const k = neighbours.length / labels.length
  const confusion = new Float32Array(classes * classes)
  neighbours.forEach((row, i) => {
    if (row >= 0) confusion[labels[Math.floor(i / k)]! * classes + labels[row]!]!++
  })
  return confusion
}

const who = 'confusionOf'

function checked(options: NeighbourConfusionOptions): Int32Array {
  const { labels, neighbours } = options
  checkLabels(who, options)
  const n = labels.length
  const rule = `neighbours must be equally many for each of the ${n} labels`
  demand(n > 0 ? neighbours.length % n === 0 : neighbours.length === 0, { who, rule, value: neighbours.length })
  const stray = neighbours.find((row) => row < -1 || row >= n)
  demand(stray === undefined, { who, rule: `a neighbour is a row from 0 to ${n - 1}, or -1`, value: stray })
  return neighbours
}

/** [n * k] the k rows of largest cosine with each row, -1 where there are fewer. */
function nearestRows({ k = 1, ...of }: ConfusionOptions): Int32Array {
  demandCount(who, 'k', k)
  checkEmbeddings(who, of)
  const n = of.labels.length
  const found = new Int32Array(n * k).fill(-1)
  const cosines = new Float64Array(n * k).fill(Number.NEGATIVE_INFINITY)
  /** Row j moves up among the neighbours of row i to its place, behind its equals. */
  const consider = (i: number, j: number, cosine: number): void => {
    const first = i * k
    let at = first + k - 1
    if (cosine <= cosines[at]!) return
    for (; at > first && cosines[at - 1]! < cosine; at--) {
      cosines[at] = cosines[at - 1]!
      found[at] = found[at - 1]!
    }
    cosines[at] = cosine
    found[at] = j
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const cosine = product(of, i, j)
      consider(i, j, cosine)
      consider(j, i, cosine)
    }
  return found
}

function product({ embeddings, dimension: d }: LabelledEmbeddings, i: number, j: number): number {
  let sum = 0
  for (let a = i * d, b = j * d, end = a + d; a < end; a++, b++) sum += embeddings[a]! * embeddings[b]!
  return sum
}
