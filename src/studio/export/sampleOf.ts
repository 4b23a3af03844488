import { spaced } from '../../data/spaced.ts'
import { random } from '../../random.ts'
import { judgedPlace } from '../judgedPlace.ts'
import type { ReportedEmbedding } from './reportedEmbedding.ts'
import type { ClassesTold } from './trimmedClasses.ts'
import { rowsOfClasses, trimmedClasses } from './trimmedClasses.ts'

/** Rows of runs over the same images that a report shows. */
export interface Sample {
  /** Rising. */
  readonly rows: readonly number[]
  /** Those of them whose neighbours are shown: rising too. */
  readonly asked: readonly number[]
  /** Of each run, with images of the sample alone. */
  readonly classes: readonly ClassesTold[]
}

/** Neighbours shown of each query. */
export const shownNeighbours = 10

/** Points of the map; queries of the wall, of all runs together; rows, with all that is shown of the classes. */
const [mapped, answers, mostRows] = [1500, 90, 2800]
const [mostAsked, leastAsked] = [30, 12]

/** Chooses the rows: queries evenly spaced for the map, some seeded ones of as many classes as there are with their neighbours in
 *  every run, and the images of the class pages, fewer of each where there are many.
 *  @param runs over the same images */
export async function sampleOf(runs: readonly ReportedEmbedding[]): Promise<Sample> {
  const [first] = runs
  const { detail } = first!
  const right = await first!.columnValues(detail.columns.findIndex(({ role }) => role === 'right'))
  const labels = await first!.columnValues(judgedPlace(detail))
  const queries = Int32Array.from([...right.keys()].filter((row) => right[row]! >= 0))
  const all = Int32Array.from({ length: detail.rows }, (_, row) => row)
  const asked = askedOf(right, labels, runs.length)
  const rows = new Set<number>([...asked, ...spaced(queries.length > 0 ? queries : all, mapped)])
  for (const run of runs) {
    const near = await run.nearest(asked, Math.min(shownNeighbours, run.detail.depth))
    for (const row of near.rows) if (row >= 0) rows.add(row)
  }
  const told = await Promise.all(runs.map((run) => run.classes()))
  // As generous with images of the classes as there is room.
  for (const share of [1, 0.5, 0.25, 0]) {
    const classes = told.map((one) => trimmedClasses(one, share))
    const wanted = new Set([...rows, ...classes.flatMap(rowsOfClasses)])
    if (wanted.size > mostRows && share > 0) continue
    return { rows: [...wanted].sort((a, b) => a - b), asked, classes }
  }
  throw new Error('unreachable')
}

/** The queries whose neighbours are shown, of so many runs together: seeded ones, of as many classes as there are; rising.
 *  @param right one a row; negative where it is no query
 *  @param labels those that are judged by */
export function askedOf(right: Int32Array, labels: Int32Array, runs: number): number[] {
  const queries = Int32Array.from(right.keys()).filter((row) => right[row]! >= 0)
  return ofManyClasses(queries, labels, Math.max(leastAsked, Math.min(mostAsked, Math.floor(answers / runs))))
}

/** Seeded rows, of as many different classes as there are; rising. */
function ofManyClasses(rows: Int32Array, labels: Int32Array, most: number): number[] {
  const turn = new Map<number, number>()
  const ranked = [...random('report queries').shuffle(Int32Array.from(rows))]
    .filter((row) => labels[row]! >= 0)
    .map((row) => {
      const round = turn.get(labels[row]!) ?? 0
      turn.set(labels[row]!, round + 1)
      return { row, round }
    })
  return ranked
    .sort((a, b) => a.round - b.round)
    .slice(0, most)
    .map(({ row }) => row)
    .sort((a, b) => a - b)
}
