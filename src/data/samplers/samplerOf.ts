import { demand } from '../../errors.ts'
import { type Random, random } from '../../random.ts'
import type { Sampler } from './sampler.ts'

/** The sampler whose epoch `draw` makes from nothing but its generator: one of its own for each (seed, who, epoch).
 *  @param who the sampler's name: it complains, and it names the generator */
export function samplerOf({
  who,
  seed,
  batchSize,
  batchesPerEpoch,
  draw,
}: {
  readonly who: string
  readonly seed: number
  readonly batchSize: number
  readonly batchesPerEpoch: number
  readonly draw: (rng: Random) => Int32Array[]
}): Sampler {
  const epoch = (e: number): Int32Array[] => {
    demand(Number.isInteger(e) && e >= 0, { who, rule: 'epochs are counted 0, 1, 2, ...', value: e })
    return draw(random(seed).fork(`${who} epoch ${e}`))
  }
  let held: { readonly e: number; readonly batches: Int32Array[] } | undefined
  const batch = (step: number): Int32Array => {
    demand(Number.isInteger(step) && step >= 0, { who, rule: 'steps are counted 0, 1, 2, ...', value: step })
    const e = Math.floor(step / batchesPerEpoch)
    if (held?.e !== e) held = { e, batches: epoch(e) }
    return held.batches[step % batchesPerEpoch]!.slice()
  }
  return { batchSize, batchesPerEpoch, epoch, batch }
}
