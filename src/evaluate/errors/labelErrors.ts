import { demand } from '../../errors.ts'
import type { SessionOptions } from '../../runtime/session.ts'
import type { NearestRows } from '../nearestRows.ts'
import type { LabelledRows } from './labelledRows.ts'
import { labelledRows } from './labelledRows.ts'
import type { ScoredBy } from './scoreByNeighbours.ts'
import { scoreByNeighbours } from './scoreByNeighbours.ts'
import { openScores } from './scores.ts'

const usualNeighbours = 3

export interface LabelErrorOptions extends SessionOptions {
  /** [n * dimension] row by row; rows of length 1 where the cosine is meant. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** [n] labels; a row whose label is negative is neither judged nor heard. */
  readonly labels: Int32Array
  /** How many rows of each class are asked. Default 3: fewer are misled by one wrong label, more by kinds that have few rows. */
  readonly neighbours?: number
  /** The nearest rows of each, where they are known already: then rows at a score of 0.5 and below are left out, and those alone are
   *  compared with all of which the neighbours do not say enough. Default: all are compared with all, and none is left out. */
  readonly known?: NearestRows
}

/** A row and how likely its label is wrong. */
export interface LabelError {
  readonly row: number
  readonly label: number
  /** The class that lies nearest. */
  readonly suggested: number
  /** From 0, among its own class, over 0.5, as near to another, to 1, upon another class. */
  readonly score: number
  /** The evidence: the nearest rows of its own label, nearest first, */
  readonly own: readonly number[]
  /** and those of the suggested one. */
  readonly others: readonly number[]
}

/** Rows by how likely their labels are wrong, most likely first.
 *  score = max over other classes c of a / (a + b_c), with a the mean distance to the m nearest rows of the row's own label
 *  (itself left out), and b_c that to the m nearest of c; where either has fewer rows, both sides take as many as the smaller.
 *  It asks the nearest rows of each class and no class mean, so a class may consist of several kinds, and a kind of few rows:
 *  a vote among the nearest rows of any label would outvote it. Every row is judged without itself, so nothing that was
 *  fitted to its label speaks for it, unless the embedding was trained on these labels.
 *  Above 0.5 another class is nearer than its own. Errors that come in groups of m + 1 and more, all with the same wrong
 *  label and close together, confirm one another and are not found.
 *  A row that is alone in its class cannot be judged and is left out; with fewer than two classes there is no other, and the
 *  list is empty. Compares all rows with all, in blocks, on the engine; distances that are given are exact. */
export async function labelErrors(options: LabelErrorOptions): Promise<LabelError[]> {
  const { embeddings, dimension, labels, neighbours = usualNeighbours, known } = options
  const who = 'labelErrors'
  demand(Number.isInteger(neighbours) && neighbours >= 1, {
    who,
    rule: 'neighbours must be a whole number, at least 1',
    value: neighbours,
  })
  const rows = labelledRows(who, embeddings, dimension, labels)
  if (rows.starts.length < 3) return []
  const found: LabelError[] = []
  const open: number[] = []
  const members = new Map(Array.from(rows.names, (label, c) => [label, rows.starts[c + 1]! - rows.starts[c]!]))
  for (const [at, row] of rows.places.entries()) {
    const scored = known ? scoreByNeighbours(row, known, { labels, members, neighbours }) : 'open'
    if (scored === 'open') open.push(at)
    else if (scored !== 'below') found.push(errorOf(options, row, scored))
  }
  const keep = ({ score }: LabelError): boolean => !known || score > 0.5
  if (open.length > 0)
    for await (const judged of judgedOf(rows, open, options)) found.push(errorOf(options, judged.row, judged))
  return found.filter(keep).sort((a, b) => b.score - a.score || a.row - b.row)
}

/** Compares the rows at some places with all. */
async function* judgedOf(
  rows: LabelledRows,
  open: readonly number[],
  options: LabelErrorOptions,
): AsyncGenerator<ScoredBy & { readonly row: number }> {
  const scores = await openScores(rows.data, options.dimension, options)
  try {
    for await (const { places, distances } of scores.blocks(Int32Array.from(open)))
      for (const [i, at] of places.entries()) {
        const judged = judge(rows, at, options.neighbours ?? usualNeighbours, distances(i))
        if (judged) yield judged
      }
  } finally {
    await scores.close()
  }
}

/** Judges the row at a place by its approximate squared distances to all; undefined where it is alone in its class. */
function judge(
  rows: LabelledRows,
  at: number,
  neighbours: number,
  distances: Float32Array,
): (ScoredBy & { readonly row: number }) | undefined {
  const { starts, classOf, names, places } = rows
  const own = classOf[at]!
  const members = (c: number): number => starts[c + 1]! - starts[c]!
  const most = Math.min(neighbours, members(own) - 1)
  if (most === 0) return undefined
  const ownNearest = nearest(distances, starts[own]!, starts[own + 1]!, most, at)
  const ownMeans = meansOf(ownNearest, distances)
  let best = { score: -1, c: -1, rows: [] as number[] }
  for (let c = 0; c < names.length; c++) {
    if (c === own) continue
    // No mean is below the nearest: most classes are too far to be looked at any closer.
    const atMost = share(ownMeans[most - 1]!, Math.sqrt(Math.max(0, smallest(distances, starts[c]!, starts[c + 1]!))))
    if (atMost <= best.score) continue
    const taken = Math.min(most, members(c))
    const others = nearest(distances, starts[c]!, starts[c + 1]!, taken, -1)
    const score = share(ownMeans[taken - 1]!, meansOf(others, distances)[taken - 1]!)
    if (score > best.score) best = { score, c, rows: others }
  }
  return {
    row: places[at]!,
    suggested: names[best.c]!,
    own: ownNearest.map((other) => places[other]!),
    others: best.rows.map((other) => places[other]!),
  }
}

/** The score by exact distances. */
function errorOf(
  { embeddings: x, dimension: d, labels }: LabelErrorOptions,
  row: number,
  { suggested, own, others }: ScoredBy,
): LabelError {
  const mean = (some: readonly number[]): number => {
    let total = 0
    for (const other of some) {
      let square = 0
      for (let j = 0; j < d; j++) square += (x[row * d + j]! - x[other * d + j]!) ** 2
      total += Math.sqrt(square)
    }
    return total / some.length
  }
  const score = share(mean(own.slice(0, others.length)), mean(others))
  return { row, label: labels[row]!, suggested, score, own, others }
}

/** Upon both at once, as where a copy has another label and a second copy its own, neither is nearer. */
const share = (a: number, b: number): number => (a + b === 0 ? 0.5 : a / (a + b))

function smallest(distances: Float32Array, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = from; i < to; i++) if (distances[i]! < least) least = distances[i]!
  return least
}

/** The places of the smallest from `from` to `to`, without `except`, smallest first. */
function nearest(distances: Float32Array, from: number, to: number, count: number, except: number): number[] {
  const found: number[] = []
  let worst = Number.POSITIVE_INFINITY
  for (let i = from; i < to; i++) {
    const distance = distances[i]!
    if (distance >= worst || i === except) continue
    let at = found.length
    while (at > 0 && distances[found[at - 1]!]! > distance) at--
    found.splice(at, 0, i)
    if (found.length > count) found.pop()
    if (found.length === count) worst = distances[found[count - 1]!]!
  }
  return found
}

/** Mean distance to the first, the first two, .. of some rows. */
function meansOf(some: readonly number[], distances: Float32Array): number[] {
  let sum = 0
  return some.map((at, i) => {
    sum += Math.sqrt(Math.max(0, distances[at]!))
    return sum / (i + 1)
  })
}
