import type { Stopping } from './stopping.ts'

/** How a run is done, beside what is trained. */
export interface RunOptions {
  readonly folder: string
  /** Shown before the progress: which run of how many. */
  readonly label: string
  readonly resume: boolean
  /** Whether a run that had ended already is passed over in silence. Default false. */
  readonly quiet?: boolean
  readonly stop: Pick<Stopping, 'requested' | 'saving'>
  /** Steps between checkpoints. Default 100. */
  readonly checkpointEvery?: number
}
