import type { Judgement } from '../../evaluate/judge.ts'
import type { Settings } from '../../runs/settings.ts'

/** A finished run as it is compared. */
export interface JudgedRun {
  readonly id: string
  readonly settings: Settings
  /** SHA-256 of the model it stands on; null: on none. */
  readonly backbone: string | null
  readonly judgement: Judgement
  /** The label that was trained on. */
  readonly label: string
}
