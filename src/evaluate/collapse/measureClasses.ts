import type { SessionOptions } from '../../runtime/session.ts'
import { rowsByLabel } from '../rowsByLabel.ts'
import type { Agreement } from './agreement.ts'
import { agreement } from './agreement.ts'
import type { ClassCollapse } from './classCollapse.ts'
import { classCollapse } from './classCollapse.ts'
import { triplets } from './triplets.ts'

export interface CollapseOptions extends SessionOptions {
  /** [n * dimension] row by row. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** Row i is of class `classes[labels[i]]`; negative: without a label. */
  readonly labels: Int32Array
  readonly classes: readonly string[]
  /** A finer label of the rows, to compare the kinds with; negative: without. Default: there is none. */
  readonly finer?: Int32Array | null
  /** Of the triplets. Default 0.2. */
  readonly margin?: number
  readonly seed?: number
  /** Of every class. Default 10. */
  readonly halvings?: number
  readonly onProgress?: (done: number, total: number) => void
}

/** Every class, in the order of their names' list, without those that have no image; and how well the kinds of all agree with a finer
 *  label. */
export async function measureClasses({
  embeddings,
  dimension,
  labels,
  classes,
  finer = null,
  margin = 0.2,
  seed = 0,
  halvings,
  onProgress,
}: CollapseOptions): Promise<{ readonly classes: readonly ClassCollapse[]; readonly agreement: Agreement | null }> {
  const distances = new Map(triplets({ embeddings, dimension, labels, margin }).map((one) => [one.label, one]))
  const present = [...rowsByLabel(labels)].sort(([a], [b]) => a - b)
  const measured: ClassCollapse[] = []
  for (const [label, own] of present) {
    onProgress?.(measured.length, present.length)
    // Lets a bar be drawn and an interrupt be heard.
    await new Promise(setImmediate)
    measured.push(
      classCollapse({
        name: classes[label]!,
        rows: Int32Array.from(own),
        embeddings,
        dimension,
        finer,
        triplets: distances.get(label) ?? null,
        seed,
        halvings,
      }),
    )
  }
  return { classes: measured, agreement: finer && agreement(partitionsOf(measured, finer), { seed }) }
}

const partitionsOf = (classes: readonly ClassCollapse[], finer: Int32Array) =>
  classes
    .filter(({ kinds }) => kinds.count !== null)
    .map(({ rows, kinds }) => ({ kinds: kinds.of, finer: rows.map((row) => finer[row]!) }))
