import { demand } from '../errors.ts'
import { add } from '../ops/add.ts'
import { mul } from '../ops/mul.ts'
import { sub } from '../ops/sub.ts'
import { demandOptions, notNegative } from './demandOptions.ts'
import { demandStep } from './demandStep.ts'
import { filled } from './filled.ts'
import type { Optimizer } from './optimizer.ts'
import { withDecay } from './withDecay.ts'

export interface SgdOptions {
  /** Share of the last update that goes on. Default 0. */
  readonly momentum?: number
  /** Looks ahead by one momentum step; needs a momentum. Default false. */
  readonly nesterov?: boolean
  /** Factor of the L2 penalty. Default 0. */
  readonly weightDecay?: number
}

/** Stochastic gradient descent with momentum (Sutskever et al. 2013), in PyTorch's form: no dampening, the rate outside.
 *  b = momentum b + g,  p = p - rate b;  with Nesterov  p = p - rate (g + momentum b).  State `b`, if there is momentum.
 *  Fails on a negative option, and on Nesterov without momentum. */
export function sgd({ momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions = {}): Optimizer {
  demandOptions('sgd', notNegative, { momentum, weightDecay })
  demand(!nesterov || momentum > 0, { who: 'sgd', rule: 'nesterov needs a momentum above 0', value: momentum })
  return {
    name: 'sgd',
    init: (parameter) => (momentum === 0 ? {} : { b: filled(parameter) }),
    scalars(step, rate) {
      demandStep('sgd', step, rate)
      return { rate }
    },
    undecayed: () => sgd({ momentum, nesterov }),
    update(p, gradient, state, { rate }) {
      const g = withDecay(gradient, p, weightDecay)
      if (momentum === 0) return { parameter: sub(p, mul(g, rate!)), state: {} }
      const b = add(mul(state.b!, momentum), g)
      const ahead = nesterov ? add(g, mul(b, momentum)) : b
      return { parameter: sub(p, mul(ahead, rate!)), state: { b } }
    },
  }
}
