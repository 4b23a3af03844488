import type { Sprite } from '../sprite.ts'

/** All that the page of kinds shows, as plain data. Names are text, whatever is in them. */
export interface KindsPageData {
  readonly title: string
  /** The verdict on all classes, sentence by sentence. */
  readonly verdict: readonly string[]
  readonly dataset: string
  readonly images: number
  /** The label whose classes are looked into, and what finer ones are called; null where there is none. */
  readonly label: string
  readonly finer: string | null
  readonly command: string
  readonly version: string
  /** ISO 8601. */
  readonly created: string
  /** Those that tell most first. */
  readonly classes: readonly KindsPageClass[]
  readonly errors: readonly PageError[]
  /** How many there are, shown or not. */
  readonly allErrors: number
  readonly duplicates: readonly PagePair[]
  readonly allDuplicates: number
  /** Shares of the variance along the principal axes, largest first. */
  readonly spectrum: readonly number[]
  readonly space: readonly PageNumber[]
  /** Over training; empty where the run's log has none of it. */
  readonly curves: readonly PageCurve[]
  readonly sprite: Sprite | null
}

export interface PageImage {
  readonly name: string
  /** Index of its tile in the sprite. */
  readonly tile: number
}

export interface KindsPageClass {
  readonly name: string
  /** `several`, `collapsed`, `one`, `compact` or `few`. */
  readonly state: string
  readonly verdict: string
  readonly images: number
  /** As '5 (4 to 6)'. */
  readonly kinds: string
  /** Finer classes in it, how well kinds agree with them, spread, effective rank, triplets kept by all and by the nearest classmate. Null or
   *  NaN: nothing to measure. */
  readonly finer: number | null
  readonly agreement: number | null
  readonly spread: number | null
  readonly rank: number
  readonly kept: { readonly all: number; readonly easiest: number } | null
  /** The largest first; none where the class is not shown in pictures. */
  readonly shown: readonly PageKind[]
}

export interface PageKind {
  readonly name: string
  readonly images: number
  /** What most of its images are by the finer label, as '54 of 60 Royal-Gala'; null where there is none. */
  readonly mostly: string | null
  readonly typical: readonly PageImage[]
  readonly atypical: readonly PageImage[]
}

export interface PageError {
  readonly image: PageImage
  readonly label: string
  readonly suggested: string
  readonly score: number
  /** The nearest images of either class. */
  readonly own: readonly PageImage[]
  readonly others: readonly PageImage[]
}

export interface PagePair {
  readonly image: PageImage
  readonly other: PageImage
  readonly distance: number
  readonly exact: boolean
  readonly labels: readonly [string, string]
  readonly agree: boolean | null
}

export interface PageNumber {
  readonly name: string
  readonly value: string
  readonly definition: string
}

export interface PageCurve {
  readonly title: string
  readonly note: string
  readonly points: readonly { readonly step: number; readonly value: number }[]
}
