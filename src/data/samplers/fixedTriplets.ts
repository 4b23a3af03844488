import { demand } from '../../errors.ts'
import { type Random, random } from '../../random.ts'
import { type ClassRows, classRows, type LabelledRows } from './classRows.ts'
import { demandCount } from './demandCount.ts'
import { joined } from './joined.ts'
import type { Sampler } from './sampler.ts'
import { samplerOf } from './samplerOf.ts'
import { weightedDraw } from './weightedDraw.ts'

export interface FixedTripletsOptions extends LabelledRows {
  /** How many triplets there are: a multiple of tripletsPerBatch. */
  readonly count: number
  readonly tripletsPerBatch: number
  readonly seed: number
}

export interface FixedTriplets extends Sampler {
  /** [count * 3] rows: anchor, positive, negative of one triplet after another. */
  readonly triplets: Int32Array
  /** Where they stand in every batch: triplet i at places 3i, 3i + 1 and 3i + 2. */
  readonly places: {
    readonly anchors: Int32Array
    readonly positives: Int32Array
    readonly negatives: Int32Array
  }
}

const who = 'fixedTriplets'

/** A set of triplets that is drawn once from the labels, for experiments with triplets as the only ground truth: each
 *  batch holds whole ones, every triplet comes once an epoch, and every epoch in another order. A triplet is drawn as by
 *  pytorch-metric-learning's FixedSetOfTriplets: two classes, all equally likely, then anchor and positive of the one and
 *  a negative of the other. Unlike there, an anchor is never its own positive, as its class has two rows or more, and no
 *  triplet is in the set twice. A row may be in several, also of one batch: a loss should look at `places`, not at labels.
 *  Fails where fewer than `count` triplets are possible. */
export function fixedTriplets(options: FixedTripletsOptions): FixedTriplets {
  const { count, tripletsPerBatch, seed } = options
  demandCount(who, 'count', count)
  demandCount(who, 'tripletsPerBatch', tripletsPerBatch)
  demand(count % tripletsPerBatch === 0, {
    who,
    rule: `count must be a multiple of tripletsPerBatch = ${tripletsPerBatch}`,
    value: count,
    remedy: `give ${Math.ceil(count / tripletsPerBatch) * tripletsPerBatch}`,
  })
  const classes = classRows(who, options)
  const possible = howMany(classes)
  demand(possible >= count, {
    who,
    rule: `of these classes ${possible} different triplets can be made, an anchor and another row of its class and a row of another class`,
    value: `count = ${count}`,
    remedy: 'lower count or add rows',
  })
  const rng = random(seed).fork(who)
  // Where classes of few triplets run out of them, trying would go on for long.
  const set = possible <= 8 * count ? drawnFromAll(classes, count, rng) : drawnOneByOne(classes, count, rng)
  const batchSize = 3 * tripletsPerBatch
  const batchesPerEpoch = count / tripletsPerBatch
  const placesOf = (member: number): Int32Array =>
    Int32Array.from({ length: tripletsPerBatch }, (_, i) => 3 * i + member)
  return {
    ...samplerOf({
      who,
      seed,
      batchSize,
      batchesPerEpoch,
      draw: (own) => {
        const order = joined(own.shuffle([...set]), 3 * count)
        return Array.from({ length: batchesPerEpoch }, (_, b) => order.slice(b * batchSize, (b + 1) * batchSize))
      },
    }),
    triplets: joined(set, 3 * count),
    places: { anchors: placesOf(0), positives: placesOf(1), negatives: placesOf(2) },
  }
}

function howMany(classes: readonly ClassRows[]): number {
  const rows = classes.reduce((sum, one) => sum + one.rows.length, 0)
  return classes.reduce((sum, { rows: { length: n } }) => sum + n * (n - 1) * (rows - n), 0)
}

const hasPair = ({ rows }: ClassRows): boolean => rows.length >= 2

/** Drawn until there are enough, those drawn before put back. */
function drawnOneByOne(classes: readonly ClassRows[], count: number, rng: Random): Int32Array[] {
  const pick = <T>(items: ArrayLike<T>): T => items[rng.below(items.length)]!
  const another = <T>(items: ArrayLike<T>, than: T): T => {
    const item = items[rng.below(items.length - 1)]!
    return item === than ? items[items.length - 1]! : item
  }
  const ofTwo = classes.filter(hasPair)
  const drawn = new Map<string, Int32Array>()
  while (drawn.size < count) {
    const own = pick(ofTwo)
    const anchor = pick(own.rows)
    const triplet = Int32Array.of(anchor, another(own.rows, anchor), pick(another(classes, own).rows))
    drawn.set(triplet.join(), triplet)
  }
  return [...drawn.values()]
}

/** The same draw from a list of all: one of two classes of n and m rows has the weight 1 / (n (n - 1) m). */
function drawnFromAll(classes: readonly ClassRows[], count: number, rng: Random): Int32Array[] {
  const all: number[] = []
  const weights: number[] = []
  for (const { rows } of classes.filter(hasPair))
    for (const { rows: others } of classes.filter((one) => one.rows !== rows))
      for (const anchor of rows)
        for (const positive of rows.filter((row) => row !== anchor))
          for (const negative of others) {
            all.push(anchor, positive, negative)
            weights.push(1 / (rows.length * (rows.length - 1) * others.length))
          }
  return weightedDraw(weights, count, rng).map((place) => Int32Array.from(all.slice(3 * place, 3 * place + 3)))
}
