import type { Comparison, Look, Preparation, ReportWords, TrainingLog } from '../api.ts'
import { compareJudged } from '../compare/compareJudged.ts'
import { readJudged } from '../compare/readJudged.ts'
import { lookOf } from '../live/lookOf.ts'
import { trainingLog } from '../live/trainingLog.ts'
import { runSummary } from '../serve/runs/runSummary.ts'
import type { WatchedRun } from '../serve/runs/watchRuns.ts'
import type { ReportedEmbedding } from './reportedEmbedding.ts'
import { studioReport } from './studioReport.ts'
import { withoutPlaces } from './withoutPlaces.ts'

/** A run to be reported. */
export interface ExportedRun {
  readonly run: WatchedRun
  /** null: with its numbers alone. */
  readonly prepared: ReportedEmbedding | null
}

/** Maps in training that a report holds of a run. */
const mostLooks = 12

/** The studio's views of some runs as one HTML file: what was prepared of them, how their training went, and how they compare. What a
 *  run lacks is left out. */
export async function exportRuns(exported: readonly ExportedRun[], words: ReportWords): Promise<string> {
  const named = exported.map(({ run }) => run)
  const runs = await Promise.all(
    exported.map(async ({ run, prepared }) => {
      const log = await orNull(() => trainingLog(run, null))
      return {
        summary: withoutPlaces(runSummary(run, none, prepared && { ...prepared.detail, stamp: null }), named),
        prepared,
        log,
        looks: prepared && log ? looksOf(run.folder, log) : [],
      }
    }),
  )
  const comparison = withoutPlaces(await comparisonOf(exported), named)
  const title = withoutPlaces(words.title, named)
  return studioReport({ words: { ...words, title }, runs, comparison })
}

/** A report says itself how each of its runs is shown. */
const none: Preparation = { state: 'none', stage: null, done: 0, total: 0, complaint: null }

/** Evenly spaced, the last one among them. */
function looksOf(folder: string, { looks }: TrainingLog): Look[] {
  const every = Math.max(1, (looks.length - 1) / (mostLooks - 1))
  const chosen = new Set(
    Array.from(
      { length: Math.min(mostLooks, looks.length) },
      (_, i) => looks[Math.min(looks.length - 1, Math.round(i * every))]!,
    ),
  )
  return [...chosen].flatMap((step) => {
    try {
      return [lookOf(folder, step)]
    } catch {
      // A damaged look is one picture less.
      return []
    }
  })
}

async function comparisonOf(exported: readonly ExportedRun[]): Promise<Comparison> {
  const read = readJudged()
  const found = await Promise.all(
    exported.map(async ({ run, prepared }) => ({
      run,
      read: await read({ ...run, label: prepared?.detail.label ?? null }),
    })),
  )
  return compareJudged(
    found.flatMap(({ read }) => ('run' in read ? [read.run] : [])),
    found.flatMap(({ run, read }) => ('left' in read ? [{ run: run.id, reason: read.left }] : [])),
  )
}

async function orNull<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make()
  } catch {
    return null
  }
}
