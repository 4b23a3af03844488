import { spaced } from '../../../../data/spaced.ts'
import type { RunDetail } from '../../../api.ts'
import type { Pictured } from '../../parts/picture/embeddingPicture.tsx'

/** Points of a small picture. */
const most = 1500

/** A small picture of a run: its queries, evenly spaced; all rows where it has none.
 *  @param map float32 [rows, 2] @param labels int32 [rows] @param right int32 [rows], negative for what is no query
 *  @param seen whether a class was trained on */
export function pictureOf(
  { map: { kind } }: Pick<RunDetail, 'map'>,
  map: Float32Array,
  labels: Int32Array,
  right: Int32Array,
  seen: (place: number) => boolean,
): Pictured {
  const rows = Int32Array.from(labels.keys())
  const queries = rows.filter((row) => right[row]! >= 0)
  const shown = spaced(queries.length > 0 ? queries : rows, most)
  const of = shown.map((row) => labels[row]!)
  return {
    kind,
    xy: Float32Array.from({ length: 2 * shown.length }, (_, i) => map[2 * shown[i >> 1]! + (i & 1)]!),
    of,
    seen: (point) => of[point]! < 0 || seen(of[point]!),
  }
}
