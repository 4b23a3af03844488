import { demand, fail } from '../../errors.ts'
import { type Random, random } from '../../random.ts'

/** Batches of row numbers, a pure function of (seed, epoch): to go on after a stop nothing need be stored. */
export interface Sampler {
  readonly batchSize: number
  /** The same in every epoch. */
  readonly batchesPerEpoch: number
  /** All batches of an epoch; e = 0, 1, 2, ... */
  readonly epoch: (e: number) => Int32Array[]
  /** The batch of a step, counted from 0 over all epochs. */
  readonly batch: (step: number) => Int32Array
}

export interface MPerClassOptions {
  /** One a row. */
  readonly labels: Int32Array
  readonly classNames: readonly string[]
  /** The rows to draw from; all where left out. */
  readonly indices?: Int32Array
  /** P */
  readonly classesPerBatch: number
  /** K */
  readonly samplesPerClass: number
  readonly seed: number
}

/** P x K sampler (Hermans et al. 2017): every batch holds exactly P classes with K distinct rows each, class after class.
 *  A class is shuffled and cut into groups of K, the last filled up from the same class; batches take a group of each of
 *  the P classes with most groups left, ties by lot. So max(most groups of a class, ceil(groups / P)) batches, the fewest
 *  that can, hold every row at least once; where classes run out, others give further groups.
 *  Fails on fewer than P classes, and on a class with fewer than K rows by its name. */
export function mPerClass(options: MPerClassOptions): Sampler {
  const { classesPerBatch: p, samplesPerClass: k, seed } = options
  demandCount('classesPerBatch', p)
  demandCount('samplesPerClass', k)
  const classes = rowsByClass(options)
  demandEnough(classes, options)
  const groups = classes.map(({ rows }) => Math.ceil(rows.length / k))
  const sum = groups.reduce((total, n) => total + n, 0)
  const most = groups.reduce((a, b) => Math.max(a, b))
  const batchesPerEpoch = Math.max(most, Math.ceil(sum / p))

  const epoch = (e: number): Int32Array[] => {
    demand(Number.isInteger(e) && e >= 0, { who: 'mPerClass', rule: 'epochs are counted 0, 1, 2, ...', value: e })
    const rng = random(seed).fork(`mPerClass epoch ${e}`)
    const decks = classes.map(({ rows }) => cut(rows, k, rng))
    const left = [...groups]
    const order = classes.map((_, c) => c)
    const batches = Array.from({ length: batchesPerEpoch }, () => {
      rng.shuffle(order)
      order.sort((a, b) => left[b]! - left[a]!) // stable, so equals stay shuffled
      const batch = new Int32Array(p * k)
      for (let i = 0; i < p; i++) {
        const c = order[i]!
        if (decks[c]!.length === 0) decks[c] = cut(classes[c]!.rows, k, rng)
        batch.set(decks[c]!.pop()!, i * k)
        left[c] = Math.max(0, left[c]! - 1)
      }
      return batch
    })
    // The last batches hold what was left over; they should not always come last.
    return rng.shuffle(batches)
  }

  let held: { readonly e: number; readonly batches: Int32Array[] } | undefined
  const batch = (step: number): Int32Array => {
    demand(Number.isInteger(step) && step >= 0, {
      who: 'mPerClass',
      rule: 'steps are counted 0, 1, 2, ...',
      value: step,
    })
    const e = Math.floor(step / batchesPerEpoch)
    if (held?.e !== e) held = { e, batches: epoch(e) }
    return held.batches[step % batchesPerEpoch]!.slice()
  }
  return { batchSize: p * k, batchesPerEpoch, epoch, batch }
}

interface ClassRows {
  readonly name: string
  readonly rows: Int32Array
}

function demandCount(name: string, value: number): void {
  demand(Number.isInteger(value) && value >= 1, { who: 'mPerClass', rule: `${name} must be a positive integer`, value })
}

/** The classes that have rows, in the order of their numbers. */
function rowsByClass({ labels, classNames, indices }: MPerClassOptions): ClassRows[] {
  const rows = indices ?? Int32Array.from(labels.keys())
  const byClass = new Map<number, Set<number>>()
  for (const row of rows) {
    const label = labels[row] ?? fail({ who: 'mPerClass', rule: `rows go from 0 to ${labels.length - 1}`, value: row })
    const members = byClass.get(label) ?? new Set()
    if (members.has(row)) fail({ who: 'mPerClass', rule: 'indices must name each row once', value: row })
    byClass.set(label, members.add(row))
  }
  return [...byClass]
    .sort(([a], [b]) => a - b)
    .map(([label, members]) => ({ name: classNames[label] ?? String(label), rows: Int32Array.from(members) }))
}

function demandEnough(
  classes: readonly ClassRows[],
  { classesPerBatch: p, samplesPerClass: k }: MPerClassOptions,
): void {
  const small = classes.filter(({ rows }) => rows.length < k)
  if (small.length > 0) {
    const { name, rows } = small[0]!
    const others =
      small.length > 1 ? `, and ${small.length - 1} more of the ${classes.length} classes have too few` : ''
    const rule = `every class needs at least samplesPerClass = ${k} images, '${name}' has ${rows.length}${others}`
    fail({ who: 'mPerClass', rule, remedy: 'lower samplesPerClass or drop the class' })
  }
  if (classes.length < p) {
    const rule = `a batch needs classesPerBatch = ${p} classes`
    fail({ who: 'mPerClass', rule, value: `${classes.length} classes`, remedy: 'lower classesPerBatch or add classes' })
  }
}

/** Shuffled rows in groups of k; the last group is filled up from the front, which it does not overlap as n >= k. */
function cut(rows: Int32Array, k: number, rng: Random): Int32Array[] {
  const mixed = rng.shuffle(rows.slice())
  const groups: Int32Array[] = []
  for (let start = 0; start < mixed.length; start += k) {
    const group = mixed.slice(start, start + k)
    groups.push(group.length === k ? group : Int32Array.from([...group, ...mixed.subarray(0, k - group.length)]))
  }
  return groups
}
