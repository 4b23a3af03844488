import type { RunDetail } from '../api.ts'
import type { EmbeddedNeighbours, EmbeddedRows } from './embedded.ts'
import type { ReportedEmbedding } from './reportedEmbedding.ts'
import type { Sample } from './sampleOf.ts'
import { shownNeighbours } from './sampleOf.ts'
import { type ClassesTold, renumberedClasses } from './trimmedClasses.ts'

/** What a report carries of an embedding, by address. Rows are those of the sample, from 0 on. */
export async function runResources(
  id: string,
  run: ReportedEmbedding,
  { rows, asked }: Pick<Sample, 'rows' | 'asked'>,
  classes: ClassesTold,
): Promise<Record<string, unknown>> {
  const { detail } = run
  const at = `/api/runs/${id}`
  const place = new Map(rows.map((row, i) => [row, i]))
  const map = await run.mapValues()
  const columns = await Promise.all(detail.columns.map((_, column) => run.columnValues(column)))
  const depth = Math.min(shownNeighbours, detail.depth)
  const near = await run.nearest(asked, depth)
  const renumbered = renumberedClasses(classes, (row) => place.get(row)!)
  return {
    [at]: { ...detail, rows: rows.length, sampleOf: detail.sampleOf ?? detail.rows } satisfies RunDetail,
    [`${at}/rows`]: (await run.records(rows)).map(({ name }) => name) satisfies EmbeddedRows,
    [`${at}/map`]: base64(Float32Array.from({ length: 2 * rows.length }, (_, i) => map[2 * rows[i >> 1]! + (i & 1)]!)),
    ...Object.fromEntries(
      columns.map((values, column) => [
        `${at}/columns/${column}`,
        base64(Int32Array.from(rows, (row) => values[row]!)),
      ]),
    ),
    [`${at}/neighbours`]: {
      of: asked.map((row) => place.get(row)!),
      depth,
      rows: base64(near.rows.map((row) => place.get(row) ?? -1)),
      distances: base64(near.distances),
    } satisfies EmbeddedNeighbours,
    [`${at}/classes`]: renumbered.list,
    ...Object.fromEntries(renumbered.pages.map((page) => [`${at}/classes/${page.class}`, page])),
  }
}

/** The bytes of numbers, as they lie in memory: little-endian on every machine that ONNX Runtime runs on. */
export const base64 = ({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64')
