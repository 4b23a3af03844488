import type { SweepResults } from '../../sweep/results.ts'
import type { SweepPlan } from './sweepPlan.ts'

/** A sweep, and how it is done. */
export interface SweepOptions {
  readonly plan: SweepPlan
  readonly search: SweepResults['search']
  /** 'final': each winner is trained on all training classes; 'reality-check': on those of every fold. */
  readonly protocol: 'final' | 'reality-check'
  /** Of the winners' trainings. */
  readonly seeds: readonly number[]
  /** The full length of a training. */
  readonly steps: number
  readonly out: string
  readonly resume: boolean
  readonly json: boolean
  /** All that decides what comes out. */
  readonly config: Readonly<Record<string, unknown>>
  readonly parallel: number
  readonly threads: number
  /** Steps between checkpoints. */
  readonly checkpointEvery: number
  /** How the command was called, and how to go on after an interrupt. */
  readonly command: string
  readonly again: string
}
