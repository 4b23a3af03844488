import { demand } from '../../errors.ts'
import { random } from '../../random.ts'
import { adjustedMutualInformation } from '../clustering/adjustedMutualInformation.ts'
import { contingency } from '../clustering/contingency.ts'
import { mutualInformation } from '../clustering/mutualInformation.ts'

/** Two partitions of the items of one class. */
export interface Partitions {
  readonly kinds: Int32Array
  /** Negative: without a label, and it does not count. */
  readonly finer: Int32Array
}

export interface Agreement {
  /** Adjusted mutual information inside the classes, each weighing by its items: 0 by chance, 1 where kinds are the finer classes. */
  readonly adjustedMutualInformation: number
  /** How often finer labels that were dealt out anew inside each class agreed as well: (1 + as well) / (1 + times). */
  readonly p: number
  /** Items that count. */
  readonly items: number
  /** Classes that count: those that hold several finer ones. */
  readonly classes: number
}

export interface AgreementOptions {
  /** How often labels are dealt out anew. Default 999. */
  readonly times?: number
  readonly seed?: number
}

/** How well the kinds that were found inside classes agree with a finer label, and whether better than chance (a permutation test,
 *  Fisher 1935, by the mutual information of all classes together). Classes that hold a single finer one say nothing. Null where no
 *  class does. */
export function agreement(
  classes: readonly Partitions[],
  { times = 999, seed = 0 }: AgreementOptions = {},
): Agreement | null {
  demand(Number.isInteger(times) && times >= 1, {
    who: 'agreement',
    rule: 'times must be a whole number, at least 1',
    value: times,
  })
  const several = classes.map(labelled).filter(({ finer }) => new Set(finer).size > 1)
  const items = several.reduce((sum, { finer }) => sum + finer.length, 0)
  if (items === 0) return null
  const weighed = (of: (one: Partitions) => number): number =>
    several.reduce((sum, one) => sum + (one.finer.length / items) * of(one), 0)
  const found = weighed(({ kinds, finer }) => mutualInformation(contingency(kinds, finer)).information)
  const rng = random(seed).fork('agreement')
  const dealt = several.map(({ kinds, finer }) => ({ kinds, finer: Int32Array.from(finer) }))
  let asWell = 0
  // Where every class is one kind, it tells nothing however labels are dealt out.
  const silent = several.every(({ kinds }) => kinds.every((kind) => kind === kinds[0]))
  for (let time = 0; time < times && !silent; time++) {
    for (const { finer } of dealt) rng.shuffle(finer)
    let told = 0
    for (const { kinds, finer } of dealt) told += (finer.length / items) * informationOf(kinds, finer)
    // Equal but for rounding is as well.
    if (told >= found - 1e-9) asWell++
  }
  return {
    adjustedMutualInformation: weighed(({ kinds, finer }) => adjustedMutualInformation(kinds, finer)),
    p: silent ? 1 : (1 + asWell) / (1 + times),
    items,
    classes: several.length,
  }
}

function labelled({ kinds, finer }: Partitions): Partitions {
  demand(kinds.length === finer.length, {
    who: 'agreement',
    rule: `both partitions must label the same ${kinds.length} items`,
    value: finer.length,
  })
  if (finer.every((label) => label >= 0)) return dense({ kinds, finer })
  const kept = (labels: Int32Array): Int32Array => labels.filter((_, i) => finer[i]! >= 0)
  return dense({ kinds: kept(kinds), finer: kept(finer) })
}

/** Labels from 0 on, so that a table of counts is small. */
function dense({ kinds, finer }: Partitions): Partitions {
  const numbered = (labels: Int32Array): Int32Array => {
    const numbers = new Map([...new Set(labels)].map((label, number) => [label, number]))
    return labels.map((label) => numbers.get(label)!)
  }
  return { kinds: numbered(kinds), finer: numbered(finer) }
}

/** Mutual information of labels from 0 on: I = sum_ij n_ij / n ln(n n_ij / (a_i b_j)). */
function informationOf(kinds: Int32Array, finer: Int32Array): number {
  const n = kinds.length
  const [rows, columns] = [largest(kinds) + 1, largest(finer) + 1]
  const counts = new Int32Array(rows * columns)
  const [rowSums, columnSums] = [new Int32Array(rows), new Int32Array(columns)]
  for (let i = 0; i < n; i++) {
    counts[kinds[i]! * columns + finer[i]!]!++
    rowSums[kinds[i]!]!++
    columnSums[finer[i]!]!++
  }
  let information = 0
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const count = counts[r * columns + c]!
      if (count > 0) information += (count / n) * Math.log((count * n) / (rowSums[r]! * columnSums[c]!))
    }
  return information
}

const largest = (labels: Int32Array): number => labels.reduce((most, label) => Math.max(most, label), 0)
