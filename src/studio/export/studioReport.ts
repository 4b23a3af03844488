import { basename } from 'node:path'
import { imageSheet } from '../../data/imageSheet.ts'
import { inLanes } from '../../data/inLanes.ts'
import { version } from '../../runs/version.ts'
import type { Comparison, Look, ReportWords, RunList, RunSummary, TrainingLog } from '../api.ts'
import type { EmbeddedSheet } from './embedded.ts'
import type { ReportedEmbedding } from './reportedEmbedding.ts'
import { reportHtml } from './reportHtml.ts'
import { reportPage } from './reportPage.ts'
import { base64, runResources } from './runResources.ts'
import { sampleOf } from './sampleOf.ts'
import { trimmedLog } from './trimmedLog.ts'

/** A run of a report. */
export interface ReportedRun {
  readonly summary: RunSummary
  /** null: its numbers and its training are shown, but none of its images. */
  readonly prepared: ReportedEmbedding | null
  readonly log: TrainingLog | null
  readonly looks: readonly Look[]
}

export interface StudioReport {
  readonly words: ReportWords
  readonly runs: readonly ReportedRun[]
  readonly comparison: Comparison | null
}

/** Pixels of a thumbnail's side in a report, at most. */
const largestTile = 96

/** The studio's views of some runs as one HTML file, over a sample of their images. */
export async function studioReport({ words, runs, comparison }: StudioReport): Promise<string> {
  const resources: Record<string, unknown> = {
    '/api/words': words,
    '/api/runs': { version, runs: runs.map(summaryOf) } satisfies RunList,
    ...(comparison && { '/api/compare': comparison }),
  }
  for (const { summary, log, looks } of runs) {
    const at = `/api/runs/${summary.id}`
    if (log) resources[`${at}/log`] = { ...trimmedLog(log), looks: looks.map(({ step }) => step) }
    for (const look of looks) resources[`${at}/looks/${look.step}`] = { ...look, xy: look.xy.map(rounded) }
  }
  const pictures: Uint8Array[] = []
  for (const group of byImages(runs)) {
    const sample = await sampleOf(group.map(({ prepared }) => prepared))
    const tiles = await tilesOf(group[0]!.prepared, sample.rows, pictures)
    for (const [i, { summary, prepared }] of group.entries()) {
      Object.assign(resources, await runResources(summary.id, prepared, sample, sample.classes[i]!))
      resources[`/api/runs/${summary.id}/tiles`] = base64(tiles)
    }
  }
  const sheet = pictures.length > 0 ? await imageSheet(pictures, { tile: largestTile }) : null
  if (sheet)
    resources['/api/sheet'] = {
      columns: sheet.columns,
      rows: sheet.rows,
      tileWidth: sheet.tile,
      tileHeight: sheet.tile,
    } satisfies EmbeddedSheet
  return reportHtml({ title: words.title, version, page: reportPage(), sheet: sheet?.bytes ?? null, resources })
}

type Shown = ReportedRun & { readonly prepared: ReportedEmbedding }

/** Runs whose images are shown, those over the same images together. */
function byImages(runs: readonly ReportedRun[]): Shown[][] {
  const groups = new Map<string, Shown[]>()
  for (const run of runs) {
    const { prepared } = run
    if (prepared)
      groups.set(prepared.detail.images, [...(groups.get(prepared.detail.images) ?? []), { ...run, prepared }])
  }
  return [...groups.values()]
}

/** Adds the thumbnails of rows to the pictures; the place of each there, -1 where it has none. */
async function tilesOf(run: ReportedEmbedding, rows: readonly number[], pictures: Uint8Array[]): Promise<Int32Array> {
  const made = await inLanes(rows.length, (i) => run.thumbnail(rows[i]!))
  return Int32Array.from(made, (picture) => (picture ? pictures.push(picture) - 1 : -1))
}

const ready = { state: 'ready', stage: null, done: 0, total: 0, complaint: null } as const

const left = {
  ...ready,
  state: 'failed',
  complaint:
    'This run is in the report with its numbers alone: open its folder in `nearkin studio` to look at its images.',
} as const

/** A report tells nobody where on a disk its runs lay. */
const summaryOf = ({ summary, prepared }: ReportedRun): RunSummary => ({
  ...summary,
  folder: basename(summary.folder),
  prepared: prepared ? ready : left,
})

const rounded = (x: number): number => Math.round(x * 1e4) / 1e4
