import { reduceMax } from '../ops/reduceMax.ts'
import { demandInput } from './demandInput.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Largest of each channel: images [N, C, H, W] to rows [N, C]. The gradient is shared equally among the largest. */
export function globalMaxPooling(): Layer {
  const name = 'globalMaxPooling'
  return weightless(name, (x) => {
    demandInput(name, x, [4])
    return reduceMax(x, { axes: [2, 3] })
  })
}
