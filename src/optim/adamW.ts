import { mul } from '../ops/mul.ts'
import type { AdamOptions } from './adam.ts'
import { adam } from './adam.ts'
import { demandOptions, fraction, notNegative } from './demandOptions.ts'
import { demandStep } from './demandStep.ts'
import type { Optimizer } from './optimizer.ts'

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): the parameter shrinks by itself, whatever
 *  its gradient.  p = (1 - rate weightDecay) p, then Adam's update. Default weightDecay 0.01; state as Adam's.
 *  Fails as Adam does. */
export function adamW({ b1 = 0.9, b2 = 0.999, eps = 1e-8, weightDecay = 0.01 }: AdamOptions = {}): Optimizer {
  demandOptions('adamW', fraction, { b1, b2 })
  demandOptions('adamW', notNegative, { eps, weightDecay })
  const { init, scalars, update } = adam({ b1, b2, eps })
  return {
    name: 'adamW',
    init,
    scalars(step, rate) {
      demandStep('adamW', step, rate)
      return { ...scalars(step, rate), shrink: 1 - rate * weightDecay }
    },
    undecayed: () => adamW({ b1, b2, eps, weightDecay: 0 }),
    update: (p, g, state, { shrink, ...rest }) => update(mul(p, shrink!), g, state, rest),
  }
}
