import { averagePool } from '../ops/averagePool.ts'
import { demandInput } from './demandInput.ts'
import type { Layer } from './layer.ts'
import type { PoolingOptions } from './pooling.ts'
import { pooling } from './pooling.ts'
import { weightless } from './weightless.ts'

/** Mean of each window of images [N, C, H, W]; the border counts as zeros, as in PyTorch. */
export function averagePooling(options: PoolingOptions = {}): Layer {
  const { name, kernel, window } = pooling('averagePooling', options)
  return weightless(name, (x) => {
    demandInput(name, x, [4])
    return averagePool(x, kernel, { ...window(x.shape), countIncludePad: true })
  })
}
