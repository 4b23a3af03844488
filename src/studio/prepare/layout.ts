/** The files of a prepared folder, and which arrangement of them this is: a folder of another format is made again. All numbers are
 *  little-endian, rows of the embedding in order. */
export const layout = {
  format: 3,
  /** A {@link StoredDetail}. */
  detail: 'detail.json',
  /** float32 [rows, dimension]. */
  embeddings: 'embeddings.f32',
  /** float32 [rows, 2]. */
  map: 'map.f32',
  /** int32 [rows], by the place of the column in the detail. */
  column: (place: number): string => `columns/${place}.i32`,
  /** int32 [rows, depth]: the row of each neighbour, nearest first, -1 where there are fewer. */
  neighbours: 'neighbours.i32',
  /** float32 [rows, depth]: cosine distances, 0 where there is no neighbour. */
  distances: 'neighbours.f32',
  /** A {@link RowRecord} a line, and where each begins: float64 [rows + 1]. */
  rows: 'rows.jsonl',
  rowOffsets: 'rows.offsets.f64',
  /** WebP after WebP, and where each begins: float64 [rows + 1]. */
  thumbnails: 'thumbnails.bin',
  thumbnailOffsets: 'thumbnails.offsets.f64',
  /** ClassList. */
  classes: 'classes.json',
  /** A {@link ClassPage} a line, by its class; and where each class begins, and the last one ends: float64. One without a page is empty. */
  classPages: 'classes.jsonl',
  classPageOffsets: 'classes.offsets.f64',
  /** LikelyErrors. */
  errors: 'errors.json',
  /** NearDuplicateList. */
  duplicates: 'duplicates.json',
} as const
