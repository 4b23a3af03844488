import type { ImageForm } from './makeImage.ts'

/** A recipe as it crosses to a worker: functions do not, so each worker makes the steps anew. */
export type Recipe = readonly { readonly name: string; readonly options: Readonly<Record<string, unknown>> }[]

/** Where a worker finds the bytes of an image: what it needs of an ImageSource, in shared memory. */
export type SharedSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'grey'; readonly pixels: Uint8Array; readonly width: number; readonly height: number }

/** One image to be made. */
export interface Job {
  /** Its place in the batch. */
  readonly slot: number
  /** Its index in the dataset. */
  readonly row: number
  readonly source: SharedSource
}

/** What a worker is told once, when it starts. */
export interface Duty {
  readonly form: ImageForm
  readonly recipe: Recipe
  readonly seed: number | string
}

/** Images to be made. All workers get the same message, and each takes the next job that none has taken. */
export interface Task {
  readonly id: number
  readonly epoch: number
  readonly jobs: readonly Job[]
  /** Images in the whole batch. */
  readonly batch: number
  /** batch x height x width x channels, shared. */
  readonly pixels: Uint8Array
  /** Shared: [the next job to be taken, 1 where nobody wants the batch any more]. */
  readonly control: Int32Array
}

/** What a worker did of a task, told once it finds no more jobs in it. */
export interface Done {
  readonly id: number
  readonly made: number
  readonly failed: readonly { readonly slot: number; readonly reason: string }[]
  /** A fault of the program, not of an image. */
  readonly fault?: unknown
}
