import type { ClassList, ClassPage, LikelyErrors, NearDuplicateList, Neighbours, RowInfo, RunDetail } from '../api.ts'

/** A line of `rows.jsonl`. */
export interface RowRecord {
  /** As the dataset calls it. */
  readonly name: string
  /** Of the image's file; null where it lies in none of its own, as in an archive. */
  readonly path: string | null
  /** Its index in the dataset: `dataset.source(image)` are its bytes. */
  readonly image: number
}

/** Some records, from a row on. */
export interface RecordBlock {
  readonly from: number
  readonly records: readonly RowRecord[]
}

/** A prepared run, read by position: no file of [rows, dimension] is ever held as a whole. A row that there is not is an error. */
export interface Prepared {
  readonly detail: RunDetail
  readonly records: (rows: readonly number[]) => Promise<RowRecord[]>
  /** Those of all rows, some thousand at a time. */
  readonly recordBlocks: () => AsyncGenerator<RecordBlock>
  readonly rowInfo: (rows: readonly number[]) => Promise<RowInfo[]>
  /** The `k` nearest of each, fewer where fewer are kept.
   *  @param k at most the detail's depth */
  readonly neighbours: (rows: readonly number[], k: number) => Promise<Neighbours[]>
  /** int32 and float32 [rows, k] as they are kept: rows of the neighbours, -1 where there is none, and their distances. */
  readonly nearest: (
    rows: readonly number[],
    k: number,
  ) => Promise<{ readonly rows: Int32Array; readonly distances: Float32Array }>
  /** WebP; null where the run has no images to show, or this one could be decoded no more. */
  readonly thumbnail: (row: number) => Promise<Uint8Array | null>
  /** [first row, float32 [some rows, dimension]], block by block, each a new array. `bytes` of a block: default 4 MB. */
  readonly embeddings: (options?: { readonly bytes?: number }) => AsyncGenerator<[from: number, rows: Float32Array]>
  /** int32 [rows]: read once, then held (4 bytes a row). */
  readonly columnValues: (place: number) => Promise<Int32Array>
  /** float32 [rows, 2]: read once, then held (8 bytes a row). */
  readonly mapValues: () => Promise<Float32Array>
  readonly classList: () => Promise<ClassList>
  /** By the class's place in the label; null where it has no page. */
  readonly classPage: (place: number) => Promise<ClassPage | null>
  /** The list, and all pages in its order. */
  readonly classes: () => Promise<{ readonly list: ClassList; readonly pages: readonly ClassPage[] }>
  readonly errors: () => Promise<LikelyErrors>
  readonly duplicates: () => Promise<NearDuplicateList>
  readonly close: () => Promise<void>
}
