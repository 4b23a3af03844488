/** What a report carries beside the resources of api.ts, under addresses of its own. Resources stand under theirs, JSON as it is
 *  and numbers as base64 of their bytes; what an address asks for in part (`?of=`, `?runs=`) is taken out of the whole by the page. */

/** `/api/runs/:id/rows`: one name a row of the sample. */
export type EmbeddedRows = readonly string[]

/** `/api/runs/:id/neighbours`: of those rows whose neighbours are shown. */
export interface EmbeddedNeighbours {
  readonly of: readonly number[]
  /** Neighbours of each. */
  readonly depth: number
  /** int32 [of, depth], rows of the sample, -1 where there are fewer. */
  readonly rows: string
  /** float32 [of, depth]. */
  readonly distances: string
}

/** `/api/runs/:id/tiles`: int32 [rows], the place of a row's picture on the sheet, -1 where it has none. */
export type EmbeddedTiles = string

/** `/api/sheet`: the one picture that holds all thumbnails, tiles of one size row by row; its image stands in the page's style. */
export interface EmbeddedSheet {
  readonly columns: number
  readonly rows: number
  readonly tileWidth: number
  readonly tileHeight: number
}
