import { maxPool } from '../ops/maxPool.ts'
import { demandInput } from './demandInput.ts'
import type { Layer } from './layer.ts'
import type { MaxPoolingOptions } from './pooling.ts'
import { pooling } from './pooling.ts'
import { weightless } from './weightless.ts'

/** Largest of each window of images [N, C, H, W]; the border never wins. */
export function maxPooling(options: MaxPoolingOptions = {}): Layer {
  const { name, kernel, window } = pooling('maxPooling', options)
  return weightless(name, (x) => {
    demandInput(name, x, [4])
    return maxPool(x, kernel, window(x.shape))
  })
}
