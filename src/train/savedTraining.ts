import { fail } from '../errors.ts'
import { random } from '../random.ts'
import type { AlarmState } from './alarm.ts'
import type { BestState } from './best.ts'
import { keepBests, readBest, saveBest } from './bestCheckpoint.ts'
import { latestCheckpoint, saveCheckpoint } from './checkpoint.ts'
import type { Config } from './config.ts'
import type { Stage } from './phases.ts'
import { entered, stageAt } from './phases.ts'
import type { Run } from './runFolder.ts'
import type { State } from './state.ts'
import { freshState } from './state.ts'
import type { StepDesign } from './stepDesign.ts'
import { restored, stored } from './stored.ts'
import { untouchedOf } from './untouched.ts'

/** Where a training is, beside its state. */
export interface Standing {
  readonly step: number
  readonly alarm?: AlarmState | undefined
  readonly best?: BestState | undefined
}

/** A training on the disk. */
export interface SavedTraining {
  /** Where it goes on, or begins. */
  readonly start: Standing & { readonly state: State; readonly path: string | undefined }
  /** Writes a checkpoint and gives its path. */
  save(state: State, standing: Standing): string
  /** Writes the weights that are the best so far. */
  saveBest(weights: State, step: number): void
  /** Reads those that were the best after a step. */
  best(step: number): State
}

/** The training of a run: fresh, or as the newest checkpoint that reads whole has it. What training has not changed is not in the
 *  checkpoints; it comes from where it came from, and must be the same.
 *  @param say what a user should know */
export function savedTraining(
  design: StepDesign,
  {
    stages,
    seed,
    run,
    config,
    say,
  }: {
    readonly stages: readonly Stage[]
    readonly seed: number
    readonly run: Run
    readonly config: Config
    readonly say: (line: string) => void
  },
): SavedTraining {
  const { network, loss, optimizer, reference } = design
  const fresh = freshState(network, loss, optimizer, random(`${seed}/weights`), reference?.network, () => false)
  const untouched = untouchedOf(fresh)
  const words = (state: State): Record<string, string> => {
    const hash = untouched.hash(state)
    return hash === undefined ? {} : { untouched: hash }
  }
  const sameAs = (hash: string | undefined, path: string) => (left: State) =>
    hash !== undefined &&
    Object.keys(left).every((name) => fresh[name]) &&
    (untouched.hash(left) === hash ||
      fail({
        who: path,
        rule: 'the weights that training leaves as they are must be those that it began with, and are others now',
        remedy: 'give it the same file of weights again, or train anew into another --out',
      }))
  const start = begin()
  let named: number | undefined = start.best?.step

  function begin(): SavedTraining['start'] {
    const none = { state: fresh, step: 0, path: undefined }
    if (!run.resumed) return none
    const { checkpoint, warnings } = latestCheckpoint(run.folder, { config })
    for (const warning of warnings) say(warning)
    if (!checkpoint) return none
    const { step, path, tensors, metadata } = checkpoint
    say(`going on after step ${step}, from ${path}`)
    const like = entered(fresh, stageAt(stages, step - 1), undefined)
    return {
      state: restored(tensors, like, path, sameAs(metadata.untouched, path)),
      step,
      path,
      alarm: parsed<AlarmState>(metadata.alarm),
      best: parsed<BestState>(metadata.best),
    }
  }

  return {
    start,
    save(state, { step, alarm, best }) {
      const path = saveCheckpoint(run.folder, {
        step,
        tensors: stored(untouched.changed(state)),
        metadata: {
          ...(alarm && { alarm: JSON.stringify(alarm) }),
          ...(best && { best: JSON.stringify(best) }),
          ...words(state),
        },
        config,
      })
      // Two checkpoints stay, and with each the weights that it names.
      keepBests(run.folder, [best?.step, named])
      named = best?.step
      return path
    },
    saveBest(weights, step) {
      const state = embedding(weights)
      const tensors = stored(untouched.changed(state))
      saveBest(run.folder, { step, tensors, metadata: words(state), config })
    },
    best(step) {
      const { tensors, metadata, path } = readBest(run.folder, step, { config })
      return restored(tensors, embedding(fresh), path, sameAs(metadata.untouched, path))
    },
  }
}

/** The part of a state that makes embeddings. */
const embedding = (state: State): State =>
  Object.fromEntries(
    Object.entries(state).filter(([name]) => /^(network|buffer|reference|referenceBuffer)\./.test(name)),
  )

const parsed = <T>(json: string | undefined): T | undefined =>
  json === undefined ? undefined : (JSON.parse(json) as T)
