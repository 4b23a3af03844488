import { join } from 'node:path'
import { cacheFolder } from '../src/data/cacheFolder.ts'
import type { Dataset } from '../src/data/dataset.ts'
import { openDataset } from '../src/data/open.ts'
import { labelErrors } from '../src/evaluate/errors/labelErrors.ts'
import { nearDuplicates } from '../src/evaluate/errors/nearDuplicates.ts'
import { knn } from '../src/evaluate/knn.ts'
import { random } from '../src/random.ts'
import { openBackbone } from '../src/runtime/backbone.ts'
import { extractFeatures } from '../src/train/extractFeatures.ts'

/** So many of the labels are flipped, and so much of the list is looked at. */
const [flippedShare, listShare] = [0.03, 0.05]

interface Embedded {
  readonly embeddings: Float32Array
  readonly dimension: number
}

/** How many of the labels that were flipped stand in the first 5 % of the list of likely errors: for every label level, flips
 *  to any other class and flips to classes of the same coarser class. By features of a backbone that was trained on other
 *  images; kept in the cache folder. Beside it the plainest rule: how many of the 10 nearest have another label.
 *  @param photos a dataset with label levels */
export async function benchLabelErrors(
  { model, photos, seeds }: { readonly model: string; readonly photos: string; readonly seeds: number },
  say: (line: string) => void,
): Promise<void> {
  const { dataset, ...embedded } = await featuresOf(model, photos)
  const { levels } = dataset
  for (const [l, level] of levels.entries()) {
    if (l === 0) continue
    for (const within of [undefined, ...levels.slice(0, l)]) {
      const runs: Found[] = []
      for (let seed = 0; seed < seeds; seed++) {
        const flips = flipped(level.labels, within?.labels, seed)
        if (flips) runs.push(await found(embedded, flips))
      }
      if (runs.length === 0) continue
      const mean = (of: (run: (typeof runs)[number]) => number): string =>
        `${((100 * runs.reduce((sum, run) => sum + of(run), 0)) / runs.length).toFixed(1)} %`
      const where = within === undefined ? 'any other class' : `another class of the same '${within.name}'`
      say(
        `  ${level.name} (${level.classes.length} classes), to ${where}: ${mean((run) => run.listed)} of ${runs[0]!.flips} flipped ` +
          `in the first 5 % of the list, lowest of ${runs.length} seeds ${(100 * Math.min(...runs.map((run) => run.listed))).toFixed(1)} %; ` +
          `their own class is suggested for ${mean((run) => run.suggested)}; above score 0.5 stand ${mean((run) => run.above)} of all, ` +
          `among them ${mean((run) => run.recall)} of the flipped; by a vote of the 10 nearest ${mean((run) => run.vote)}`,
      )
    }
  }
  const { within, pairs } = await nearDuplicates({ ...embedded, labels: levels.at(-1)!.labels })
  say(
    `  near-duplicates: ${pairs.length} pairs nearer than ${within.toFixed(3)}, ${pairs.filter(({ exact }) => exact).length} exact; ` +
      `${pairs.filter(({ agree }) => agree === false).length} of them disagree in '${levels.at(-1)!.name}'`,
  )
}

async function featuresOf(model: string, photos: string): Promise<Embedded & { readonly dataset: Dataset }> {
  const dataset = await openDataset(photos)
  const backbone = await openBackbone(model)
  try {
    const { data, dimension, pixels } = await extractFeatures(dataset, backbone, {
      cache: { folder: join(cacheFolder(), 'features') },
    })
    if (pixels.kept.length < dataset.size) throw new Error(`${pixels.skipped.length} images of ${photos} do not decode`)
    return { dataset, dimension, embeddings: data.map((x, at) => x / (lengthOf(data, dimension, at) || 1)) }
  } finally {
    await backbone.close()
  }
}

let known = { row: -1, length: 0 }

/** Length of the row that holds the number at a place; the same row is asked for many times in turn. */
function lengthOf(rows: Float32Array, dimension: number, at: number): number {
  const row = Math.floor(at / dimension)
  if (row !== known.row) {
    let square = 0
    for (let i = row * dimension; i < (row + 1) * dimension; i++) square += rows[i]! ** 2
    known = { row, length: Math.sqrt(square) }
  }
  return known.length
}

interface Flips {
  readonly rows: Int32Array
  readonly before: Int32Array
  readonly after: Int32Array
}

/** Labels of which a share was changed, each to another class at random, of the same coarser class where one is given.
 *  Undefined where no coarser class has several. */
function flipped(labels: Int32Array, coarser: Int32Array | undefined, seed: number): Flips | undefined {
  const rng = random(seed).fork('flips')
  const inside = new Map<number, Set<number>>()
  labels.forEach((label, row) => {
    const place = coarser?.[row] ?? 0
    inside.set(place, (inside.get(place) ?? new Set()).add(label))
  })
  const others = (row: number): number[] =>
    [...inside.get(coarser?.[row] ?? 0)!].filter((label) => label !== labels[row]).sort((a, b) => a - b)
  const can = Int32Array.from(labels.keys()).filter((row) => others(row).length > 0)
  const count = Math.round(flippedShare * labels.length)
  if (can.length < count) return undefined
  const rows = rng.shuffle(can).slice(0, count)
  const after = labels.slice()
  for (const row of rows) after[row] = others(row)[rng.below(others(row).length)]!
  return { rows, before: labels, after }
}

interface Found {
  readonly flips: number
  /** Shares of the flipped: in the first of the list, with their own class suggested, above 0.5, in the first by votes. */
  readonly listed: number
  readonly suggested: number
  readonly recall: number
  readonly vote: number
  /** Share of all rows above 0.5. */
  readonly above: number
}

async function found(embedded: Embedded, { rows, before, after }: Flips): Promise<Found> {
  const list = await labelErrors({ ...embedded, labels: after })
  const first = new Set(list.slice(0, Math.floor(listShare * before.length)).map(({ row }) => row))
  const by = new Map(list.map((one) => [one.row, one]))
  const share = (holds: (row: number) => boolean): number => rows.filter(holds).length / rows.length
  const votes = await votesAgainst(embedded, after)
  const voted = new Set([...votes.keys()].sort((a, b) => votes[b]! - votes[a]! || a - b).slice(0, first.size))
  return {
    flips: rows.length,
    listed: share((row) => first.has(row)),
    suggested: share((row) => by.get(row)?.suggested === before[row]),
    above: list.filter(({ score }) => score > 0.5).length / before.length,
    recall: share((row) => (by.get(row)?.score ?? 0) > 0.5),
    vote: share((row) => voted.has(row)),
  }
}

/** How many of the 10 nearest of each row have another label. */
async function votesAgainst({ embeddings, dimension }: Embedded, labels: Int32Array): Promise<Int32Array> {
  const votes = new Int32Array(labels.length)
  for await (const { start, count, k, indices } of knn({ queries: embeddings, gallery: null, dimension, k: 10 }))
    for (let at = 0; at < count * k; at++) {
      const row = start + Math.floor(at / k)
      if (labels[indices[at]!] !== labels[row]) votes[row]!++
    }
  return votes
}
