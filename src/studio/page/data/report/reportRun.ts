import type { Column, Neighbour, RowInfo, RunDetail } from '../../../api.ts'
import type { EmbeddedNeighbours, EmbeddedRows } from '../../../export/embedded.ts'
import { bytesOf } from './bytesOf.ts'

/** A run as a report carries it. */
export interface ReportRun {
  readonly detail: RunDetail
  readonly names: EmbeddedRows
  readonly labels: (row: number) => (string | null)[]
  /** Rows whose neighbours are there. */
  readonly asked: readonly number[]
  /** Fewer where there are fewer; null where the report does not have them. */
  readonly neighbours: (row: number, most: number) => readonly Neighbour[] | null
  /** The class of a row in a column; negative where it has none, or there is no such column. */
  readonly classOf: (column: string, row: number) => number
}

/** Reads a run out of what a report carries; null where it is not part of it. */
export function reportRun(embedded: Readonly<Record<string, unknown>>, id: string): ReportRun | null {
  const at = `/api/runs/${id}`
  const detail = embedded[at] as RunDetail | undefined
  if (!detail) return null
  const names = embedded[`${at}/rows`] as EmbeddedRows
  const kept = embedded[`${at}/neighbours`] as EmbeddedNeighbours
  const columns = detail.columns.map(
    (_, place) => new Int32Array(bytesOf(embedded[`${at}/columns/${place}`] as string)),
  )
  const rows = new Int32Array(bytesOf(kept.rows))
  const distances = new Float32Array(bytesOf(kept.distances))
  const placeOf = new Map(kept.of.map((row, place) => [row, place]))
  const levelPlace = (name: string): number =>
    detail.columns.findIndex((column) => column.role === 'level' && column.name === name)
  const judged = levelPlace(detail.evaluateLabel)
  const classAt = (place: number, row: number): number => columns[place]?.[row] ?? -1
  const nameOf = (column: Column | undefined, value: number): string | null => column?.classes[value] ?? null
  return {
    detail,
    names,
    labels: (row) => detail.columns.map((column, place) => nameOf(column, classAt(place, row))),
    asked: kept.of,
    neighbours(row, most) {
      const place = placeOf.get(row)
      if (place === undefined) return null
      const own = classAt(judged, row)
      return Array.from({ length: Math.min(most, kept.depth) }, (_, k) => place * kept.depth + k)
        .filter((k) => rows[k]! >= 0)
        .map((k): Neighbour => {
          const other = classAt(judged, rows[k]!)
          return {
            row: rows[k]!,
            distance: distances[k]!,
            right: own < 0 || other < 0 ? null : own === other,
            name: names[rows[k]!]!,
            label: nameOf(detail.columns[judged], other),
          }
        })
    },
    classOf: (name, row) =>
      classAt(
        detail.columns.findIndex((column) => column.name === name),
        row,
      ),
  }
}

/** What is said of single rows. */
export const rowInfo = (run: ReportRun, rows: readonly number[]): RowInfo[] =>
  rows.filter((row) => row < run.names.length).map((row) => ({ row, name: run.names[row]!, labels: run.labels(row) }))
