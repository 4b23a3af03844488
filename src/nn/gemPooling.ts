import { demand } from '../errors.ts'
import { clip } from '../ops/clip.ts'
import { div } from '../ops/div.ts'
import { exp } from '../ops/exp.ts'
import { log } from '../ops/log.ts'
import { mul } from '../ops/mul.ts'
import { reduceLogSumExp } from '../ops/reduceLogSumExp.ts'
import { sub } from '../ops/sub.ts'
import { floats } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import { demandInput } from './demandInput.ts'
import type { Layer } from './layer.ts'
import { valueNamed } from './valueNamed.ts'

export interface GemPoolingOptions {
  /** The power at the start: 1 is the average of what is positive, infinity the largest. Default 3. */
  readonly p?: number
  /** What smaller numbers are raised to, greater than 0: a power of them would have no slope. Default 1e-6. */
  readonly epsilon?: number
}

/** Generalized-mean pooling (Radenovic et al. 2018, equation 3): images [N, C, H, W] to rows [N, C].
 *    y = (mean over places of max(x, epsilon)^p)^(1/p)
 *  One parameter `p` [1], learned, for all channels. */
export function gemPooling({ p = 3, epsilon = 1e-6 }: GemPoolingOptions = {}): Layer {
  const name = 'gemPooling'
  demand(Number.isFinite(p) && p > 0, { who: name, rule: 'p must be greater than 0', value: p })
  demand(Number.isFinite(epsilon) && epsilon > 0, { who: name, rule: 'epsilon must be greater than 0', value: epsilon })
  return {
    name,
    init: () => ({ parameters: { p: floats([p]) }, buffers: {} }),
    apply(values, x) {
      demandInput(name, x, [4])
      const power = valueNamed(values, 'p', [1], name)
      // In logarithms: large powers neither overflow nor vanish, and the runtime computes powers one by one.
      const powers = mul(log(clip(x, epsilon, LARGEST)), power)
      const sum = reduceLogSumExp(powers, { axes: [2, 3] })
      const places = fixedDim(x, 2, name) * fixedDim(x, 3, name)
      return { y: exp(div(sub(sum, Math.log(places)), power)), buffers: {} }
    },
  }
}

/** The largest float32. */
const LARGEST = 3.4028234663852886e38
