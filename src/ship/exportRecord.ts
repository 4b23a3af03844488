import type { Skipped } from '../data/dataset.ts'
import type { MeasuredModel } from './measure.ts'
import type { Precision } from './precision.ts'
import type { ResizeAgreement } from './resizeAgreement.ts'

/** One precision of an exported model: its files, and what it is worth. */
export interface ExportedModel {
  readonly precision: Precision
  /** From uint8 images. */
  readonly file: string
  /** From `pixel_values`, as transformers.js wants it. */
  readonly transformersFile: string
  readonly bytes: number
  /** Null where the dataset was not to be had. */
  readonly measured: MeasuredModel | null
  /** Whether it loses more Recall@1 than was allowed. */
  readonly loses: boolean
}

/** What `export.json` holds, and the model card tells. */
export interface ExportRecord {
  readonly version: string
  /** What the model is called in its card. */
  readonly name: string
  readonly license: string
  readonly dimension: number
  readonly image: {
    readonly height: number
    readonly width: number
    readonly channels: 1 | 3
    readonly fit: 'cover' | 'fill'
    readonly mean: readonly number[]
    readonly std: readonly number[]
    /** Whether images of any size are resized in the model. */
    readonly anySize: boolean
  }
  readonly models: readonly ExportedModel[]
  /** Recall@1 that a precision may lose. */
  readonly tolerance: number
  readonly data: DataRecord
  /** How the ranges of int8 were found. */
  readonly calibration: { readonly images: number; readonly method: 'min-max' } | null
  readonly resize: ResizeAgreement | null
  /** The model that the run stands on, where there is one. */
  readonly backbone: string | null
  readonly settings: Readonly<Record<string, unknown>>
}

/** The dataset of the run: what it holds, or why it could not be looked at. */
export type DataRecord =
  | { readonly missing: string }
  | {
      readonly missing: null
      readonly name: string
      readonly images: number
      readonly train: number
      readonly queries: number
      readonly gallery: number
      readonly leaveOneOut: boolean
      readonly levels: readonly { readonly name: string; readonly classes: number }[]
      readonly label: string
      readonly evaluateLabel: string
      readonly unseenClasses: number
      readonly skipped: readonly Skipped[]
    }
