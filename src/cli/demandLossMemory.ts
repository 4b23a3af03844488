import { fail } from '../errors.ts'
import type { Loss } from '../losses/loss.ts'
import { availableMemory } from '../runs/availableMemory.ts'
import type { TracedBatch } from '../runs/traceLoss.ts'
import { traceLoss } from '../runs/traceLoss.ts'
import { nodesOf } from '../tensor/nodesOf.ts'
import { inGibi } from './inGibi.ts'

/** As many tensors of the largest kind lie beside each other in a step: its distances and their differences, what is chosen of
 *  them, and the gradients. */
const held = 6

const bytesEach = 4

/** Fails where the loss of one batch would need more memory than there is: of all positives with all negatives that is a
 *  number for each tuple, B x K x M. An estimate, of the largest tensor in the loss's own graph.
 *  @param sized the options that make it smaller */
export function demandLossMemory(loss: Loss, batch: TracedBatch, sized: string, memory = availableMemory()): void {
  const largest = largestOf(loss, batch)
  const bytes = held * bytesEach * largest.reduce((product, length) => product * length, 1)
  if (bytes > memory)
    fail({
      who: '--loss',
      rule: `${loss.name} loss makes tensors of ${largest.join(' x ')} numbers of a batch and needs some ${inGibi(bytes)} GiB of memory with them, and there are ${inGibi(memory)}`,
      remedy: `lower ${sized}, or take --positives easiest`,
    })
}

function largestOf(loss: Loss, batch: TracedBatch): readonly number[] {
  const { buffers: _, ...report } = traceLoss(loss, batch)
  let largest: readonly number[] = []
  let most = 0
  for (const { outputs } of nodesOf(Object.values(report)))
    for (const { shape } of outputs) {
      const lengths = shape.map(Number)
      const size = lengths.reduce((product, length) => product * length, 1)
      if (size > most) [largest, most] = [lengths, size]
    }
  return largest
}
