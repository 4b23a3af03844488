import { demand } from '../errors.ts'
import type { Data } from '../runs/dataOf.ts'
import type { Settings } from '../runs/settings.ts'
import type { KeepBest } from '../train/best.ts'
import type { Phase } from '../train/phases.ts'
import type { StepDesign } from '../train/stepDesign.ts'
import { trainedOf } from './trainedOf.ts'

/** How the head is trained before what it stands on: by features, or through the network. */
export interface HeadStart {
  readonly steps: number
  readonly by: 'features' | 'network'
}

/** Where it is trained by features, which costs seconds. */
const usualHeadSteps = 400

/** Of all steps, where every step of the head goes through the network. */
const usualHeadShare = 1 / 5

/** The head's start: it is trained first where what it stands on was trained before, by features where these are all that the
 *  head sees of an image. */
export function headStart(
  { headSteps, pool }: Settings,
  { trunk, features }: Pick<Data, 'trunk' | 'features'>,
  steps: number,
): HeadStart {
  const byFeatures = features !== null && (pool === null || (trunk?.output.kind === 'map' && pool !== 'gem'))
  if (byFeatures) return { steps: headSteps ?? usualHeadSteps, by: 'features' }
  return { steps: headSteps ?? (trunk?.pretrained ? Math.floor(steps * usualHeadShare) : 0), by: 'network' }
}

/** The phases of a training: the head alone, where that goes through the network, then what it stands on too. None where there is
 *  nothing under the head.
 *  Fails where the head's steps are all there are, and on a pattern that no name has. */
export function phasesOf(
  settings: Settings,
  data: Pick<Data, 'trunk' | 'features'>,
  { network, intake }: Pick<StepDesign, 'network' | 'intake'>,
  steps: number,
): { readonly phases?: readonly Phase[] } {
  const { trunk } = data
  if (!trunk) return {}
  const { trained, head, rates } = trainedOf(settings, network, intake, trunk.pretrained)
  const start = headStart(settings, data, steps)
  const first = start.by === 'network' ? start.steps : 0
  demand(first < steps, {
    who: '--head-steps',
    rule: `must leave some of the ${steps} steps for what the head stands on`,
    value: first,
    remedy: 'lower it, raise --steps, or leave --fine-tune out to train the head alone',
  })
  const all = { steps: steps - first, trained, rates }
  return { phases: first === 0 ? [all] : [{ steps: first, trained: head, rates }, all] }
}

/** What the best weights are chosen by; undefined where the last ones are taken. */
export function watchOf({ keepBest, patience }: Settings): KeepBest | undefined {
  if (keepBest === null && patience === null) return undefined
  const metric = keepBest === 'map@r' ? 'heldOutMapAtR' : 'heldOutRecallAt1'
  return { metric, ...(patience === null ? {} : { patience }) }
}
