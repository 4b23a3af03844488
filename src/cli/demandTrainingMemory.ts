import { blankRandom } from '../nn/blankRandom.ts'
import { availableMemory } from '../runs/availableMemory.ts'
import type { Data } from '../runs/dataOf.ts'
import { ofTheOption } from '../runs/ofTheOption.ts'
import type { Settings } from '../runs/settings.ts'
import { demandStepMemory } from '../train/demandStepMemory.ts'
import { freshState } from '../train/state.ts'
import type { StepDesign } from '../train/stepDesign.ts'
import { trainedOf } from './trainedOf.ts'

/** Fails where the steps of a training would need more memory than there is beside the data: the system would end the process
 *  without a word. Of the phases the last one trains most, and so needs most. */
export function demandTrainingMemory(
  settings: Settings,
  { trunk, pixels }: Pick<Data, 'trunk' | 'pixels'>,
  design: StepDesign,
  memory = availableMemory(),
): void {
  const { network, loss, optimizer, intake } = design
  const trained = trunk ? trainedOf(settings, network, intake, trunk.pretrained).trained : undefined
  const state = freshState(network, loss, optimizer, blankRandom, undefined, trained)
  const words = { chunk: '--chunk', batch: '--classes or --samples', size: '--image-size' }
  ofTheOption('--image-size, --classes, --samples:', () =>
    demandStepMemory(trained ? { ...design, trained } : design, state, {
      available: memory - pixels.data.byteLength,
      words,
    }),
  )
}
