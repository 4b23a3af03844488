import { flatten } from '../ops/flatten.ts'
import { globalAveragePool } from '../ops/globalAveragePool.ts'
import { demandInput } from './demandInput.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Mean of each channel: images [N, C, H, W] to rows [N, C]. */
export function globalAveragePooling(): Layer {
  const name = 'globalAveragePooling'
  return weightless(name, (x) => {
    demandInput(name, x, [4])
    return flatten(globalAveragePool(x))
  })
}
