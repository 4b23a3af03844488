import type { ProjectionShape } from '../evaluate/projection/project.ts'

/** All that the report shows, as plain data. Numbers that were not measured are NaN and shown as an en dash. */
export interface ReportData {
  readonly title: string
  /** One sentence of what was done. */
  readonly subtitle: string
  readonly dataset: ReportDataset
  /** ISO 8601. */
  readonly created: string
  readonly version: string
  /** The command that repeats it. */
  readonly command: string
  readonly methods: readonly ReportMethod[]
  /** The shown items, the same ones in every picture; queries and neighbours are indices into it. */
  readonly items: readonly ReportItem[]
  /** Items whose neighbours are shown. */
  readonly queries: readonly number[]
  /** Small pictures of the items; null where there are none. */
  readonly sprite: Sprite | null
  readonly table: ReportTable
}

export interface ReportDataset {
  readonly name: string
  /** Count of images, all splits together. */
  readonly images: number
  /** Name of the label level that was trained on, such as `parity`. */
  readonly trainLabel: string
  /** Name of the finer level that retrieval is judged by, such as `digit`. */
  readonly evaluateLabel: string
  /** What the Recall@1 curve is taken over, such as `digits 6-9, never seen in training`. */
  readonly judgedOn: string
}

/** One line of the comparison. Methods that differ in `positives` only, `all` against `easiest`, make the headline. */
export interface ReportMethod {
  readonly name: string
  readonly loss: string
  /** The rule's name: `all`, `easiest`, `hardest`, ... */
  readonly positives: string
  readonly negatives: string
  readonly runs: readonly ReportRun[]
  /** The embedding of the items by one run; null where none was computed. */
  readonly picture: Picture | null
  /** For each query, nearest first; empty where none were computed. */
  readonly neighbours: readonly (readonly Neighbour[])[]
}

export interface ReportRun {
  readonly seed: number
  readonly curve: readonly { readonly step: number; readonly loss: number }[]
  readonly judged: readonly { readonly step: number; readonly recallAt1: number; readonly effectiveRank: number }[]
}

/** 2-D coordinates of the items. */
export interface Picture {
  readonly kind: ProjectionShape['kind']
  /** [items, 2], row by row. */
  readonly xy: Float32Array | readonly number[]
}

export interface Neighbour {
  /** Index into items. */
  readonly item: number
  /** Whether it bears the query's finer label. */
  readonly right: boolean
}

export interface ReportItem {
  readonly name: string
  readonly trainLabel: string
  readonly fineLabel: string
  /** Whether its finer class was trained on. */
  readonly seen: boolean
  /** Index of its tile in the sprite. */
  readonly thumbnail: number
}

/** Tiles of one size in one image, row by row. */
export interface Sprite {
  /** A data URI. */
  readonly uri: string
  readonly columns: number
  readonly rows: number
  /** Pixels of one tile. */
  readonly tileWidth: number
  readonly tileHeight: number
}

export interface ReportTable {
  /** The first one makes the headline. */
  readonly columns: readonly TableColumn[]
  /** One row for each method, in the order of `methods`; one cell for each column. */
  readonly rows: readonly (readonly Estimate[])[]
  /** Differences of two methods in the first column over the seeds that both ran with, by their places: that of `of` less that of
   *  `less`. They tell methods apart where their own intervals overlap, since what a seed does to both cancels. */
  readonly differences: readonly { readonly of: number; readonly less: number; readonly estimate: Estimate }[]
  /** One metric by class. */
  readonly byClass?: {
    /** Such as `Recall@1 by digit`. */
    readonly name: string
    readonly definition: string
    readonly classes: readonly { readonly name: string; readonly seen: boolean }[]
    /** [classes][methods]. */
    readonly rows: readonly (readonly Estimate[])[]
  }
}

export interface TableColumn {
  readonly name: string
  /** One line. */
  readonly definition: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** Decimals, 3 by default. */
  readonly digits?: number
}

export interface Estimate {
  readonly mean: number
  /** Half of the 95 % interval; NaN for one seed. */
  readonly halfWidth: number
  /** Seeds. */
  readonly n: number
}
