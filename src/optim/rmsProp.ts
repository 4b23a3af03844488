import { add } from '../ops/add.ts'
import { div } from '../ops/div.ts'
import { mul } from '../ops/mul.ts'
import { sqrt } from '../ops/sqrt.ts'
import { sub } from '../ops/sub.ts'
import { demandOptions, fraction, notNegative } from './demandOptions.ts'
import { demandStep } from './demandStep.ts'
import { filled } from './filled.ts'
import type { Optimizer } from './optimizer.ts'
import { withDecay } from './withDecay.ts'

export interface RmsPropOptions {
  /** Decay of the mean square. Default 0.99. */
  readonly alpha?: number
  /** Keeps the quotient finite. Default 1e-8. */
  readonly eps?: number
  /** Share of the last update that goes on. Default 0. */
  readonly momentum?: number
  /** Factor of the L2 penalty. Default 0. */
  readonly weightDecay?: number
}

/** RMSProp (Tieleman and Hinton 2012) in PyTorch's form.
 *    v = alpha v + (1 - alpha) g²,  b = momentum b + g / (sqrt v + eps),  p = p - rate b
 *  The state is kept scaled to save passes over memory: `v` as v / (1 - alpha), and `b` (only with momentum) as
 *  b sqrt(1 - alpha):  v = alpha v + g²,  b = momentum b + g / (sqrt v + e),  p = p - a b.
 *  Fails on an alpha outside [0, 1) and on any other option that is negative. */
export function rmsProp(options: RmsPropOptions = {}): Optimizer {
  const { alpha = 0.99, eps = 1e-8, momentum = 0, weightDecay = 0 } = options
  demandOptions('rmsProp', fraction, { alpha })
  demandOptions('rmsProp', notNegative, { eps, momentum, weightDecay })
  const scale = Math.sqrt(1 - alpha)
  return {
    name: 'rmsProp',
    init: (parameter) => ({ v: filled(parameter), ...(momentum === 0 ? {} : { b: filled(parameter) }) }),
    scalars(step, rate) {
      demandStep('rmsProp', step, rate)
      return { a: rate / scale }
    },
    undecayed: () => rmsProp({ alpha, eps, momentum }),
    update(p, gradient, state, { a }) {
      const g = withDecay(gradient, p, weightDecay)
      const v = add(mul(state.v!, alpha), mul(g, g))
      const normal = div(g, add(sqrt(v), eps / scale))
      if (momentum === 0) return { parameter: sub(p, mul(normal, a!)), state: { v } }
      const b = add(mul(state.b!, momentum), normal)
      return { parameter: sub(p, mul(b, a!)), state: { v, b } }
    },
  }
}
