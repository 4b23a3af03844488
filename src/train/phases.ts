import { demand } from '../errors.ts'
import type { Layer } from '../nn/layer.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import type { Schedule } from '../optim/schedules/schedule.ts'
import { prefixed } from '../tensor/prefixed.ts'
import type { State } from './state.ts'
import { trainedNames } from './state.ts'
import type { StepDesign } from './stepDesign.ts'

/** A part of a training in which other parameters are trained, or otherwise: the head first, then all. What is left out is as in the
 *  training's design. */
export interface Phase {
  readonly steps: number
  /** Which parameters change, see {@link StepDesign}. */
  readonly trained?: (name: string) => boolean
  readonly rates?: (name: string) => number
  /** The learning rate of the phase's steps, which count from 0 in each phase. Default: the training's, by the steps of the whole. */
  readonly schedule?: Schedule
  readonly optimizer?: Optimizer
  /** The network in another form, its weights alike by name and shape: with batch normalisation that keeps its statistics, for
   *  example. The embedder that is judged and exported is the design's. */
  readonly network?: Layer
}

/** A phase, placed in its training. */
export interface Stage {
  /** Counts from 1. */
  readonly number: number
  /** Steps done before it begins, and when it ends. */
  readonly first: number
  readonly end: number
  readonly design: StepDesign
  /** @param step of the whole training, from 0 */
  readonly rate: (step: number) => number
}

/** The stages of a training, a single one where it has no phases. The optimizer counts the steps of a parameter from the phase since
 *  which it has been trained without a break by the same optimizer.
 *  Fails where the phases' steps are not whole numbers from 1 that add up to the training's. */
export function stagesOf(
  design: StepDesign,
  { phases, steps, schedule }: { phases?: readonly Phase[] | undefined; steps: number; schedule: Schedule },
): Stage[] {
  const parts = phases ?? [{ steps }]
  for (const { steps: own } of phases ?? [])
    demand(Number.isSafeInteger(own) && own >= 1, { who, rule: 'a phase must have 1 step or more', value: own })
  const sum = parts.reduce((total, phase) => total + phase.steps, 0)
  demand(sum === steps, { who, rule: `the phases' steps must add up to the training's ${steps}`, value: sum })
  const stages: Stage[] = []
  for (const [i, { steps: own, schedule: within, ...others }] of parts.entries()) {
    const before = stages.at(-1)
    const first = before?.end ?? 0
    const whole = { ...design, ...others }
    const since = (name: string): number =>
      !before || keeps(before.design, whole, name) ? ((before?.design ?? design).since?.(name) ?? 0) : first
    stages.push({
      number: i + 1,
      first,
      end: first + own,
      design: { ...whole, since },
      rate: (step) => (within ? within(step - first) : schedule(step)),
    })
  }
  return stages
}

/** The stage of a training's next step; after the last, the last. */
export const stageAt = (stages: readonly Stage[], done: number): Stage =>
  stages.find(({ end }) => done < end) ?? stages.at(-1)!

/** A state as a stage begins with it: what the optimizer keeps of parameters that the stage before trained by the same optimizer goes
 *  on, of others it is fresh, and of frozen ones it is gone. */
export function entered(state: State, { design }: Stage, before: Stage | undefined): State {
  const others = (ofOptimizer: boolean, ofAverages: boolean): State =>
    Object.fromEntries(
      Object.entries(state).filter(
        ([name]) => name.startsWith('optimizer.') === ofOptimizer && name.startsWith('ema.') === ofAverages,
      ),
    )
  const kept = Object.entries(others(true, false))
  const slots = trainedNames(state, design.trained).map((name) => {
    const prefix = `optimizer.${name}.`
    const fresh = prefixed(prefix, design.optimizer.init(state[name]!))
    if (!before || !keeps(before.design, design, name)) return fresh
    return { ...fresh, ...Object.fromEntries(kept.filter(([slot]) => slot in fresh)) }
  })
  return Object.assign({}, others(false, false), ...slots, others(false, true))
}

/** Whether one stage goes on with what the optimizer has of a parameter from the one before. */
const keeps = (before: StepDesign, { trained, optimizer }: StepDesign, name: string): boolean =>
  before.optimizer === optimizer && (before.trained?.(name) ?? true) && (trained?.(name) ?? true)

const who = 'phases'
