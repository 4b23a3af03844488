import { join } from 'node:path'
import type { Settings } from '../../runs/settings.ts'

/** A training that a worker does. */
export interface Job {
  /** Of its folder in the sweep's, with `/` between the parts: it names the job. */
  readonly place: string
  readonly settings: Settings
}

/** How a job ended. */
export type Outcome =
  | { readonly kind: 'done'; readonly place: string; readonly value: Measured }
  | { readonly kind: 'failed'; readonly place: string; readonly reason: string }
  | { readonly kind: 'stopped'; readonly place: string }

/** By the label that retrieval is judged by, over all queries; null where lists of neighbours were too short for it. */
export interface Measured {
  readonly 'map@r': number | null
  readonly 'recall@1': number | null
}

/** What a worker is told. */
export type Order =
  | { readonly kind: 'run'; readonly job: Job; readonly folder: string; readonly checkpointEvery: number }
  | { readonly kind: 'stop' }

export const folderOf = (out: string, { place }: Job): string => join(out, ...place.split('/'))
