import { add } from '../ops/add.ts'
import { div } from '../ops/div.ts'
import { mul } from '../ops/mul.ts'
import { sqrt } from '../ops/sqrt.ts'
import { sub } from '../ops/sub.ts'
import { demandOptions, notNegative } from './demandOptions.ts'
import { demandStep } from './demandStep.ts'
import { filled } from './filled.ts'
import type { Optimizer } from './optimizer.ts'
import { withDecay } from './withDecay.ts'

export interface AdagradOptions {
  /** How fast the rate falls with the steps. Default 0. */
  readonly rateDecay?: number
  /** Keeps the quotient finite. Default 1e-10. */
  readonly eps?: number
  /** Factor of the L2 penalty. Default 0. */
  readonly weightDecay?: number
  /** What the sum of squares begins with. Default 0. */
  readonly initial?: number
}

/** Adagrad (Duchi, Hazan and Singer 2011) in PyTorch's form.
 *    s = s + g²,  p = p - a g / (sqrt s + eps),  a = rate / (1 + (t - 1) rateDecay)
 *  Fails on a negative option. */
export function adagrad(options: AdagradOptions = {}): Optimizer {
  const { rateDecay = 0, eps = 1e-10, weightDecay = 0, initial = 0 } = options
  demandOptions('adagrad', notNegative, { rateDecay, eps, weightDecay, initial })
  return {
    name: 'adagrad',
    init: (parameter) => ({ s: filled(parameter, initial) }),
    scalars(step, rate) {
      demandStep('adagrad', step, rate)
      return { a: rate / (1 + (step - 1) * rateDecay) }
    },
    undecayed: () => adagrad({ rateDecay, eps, initial }),
    update(p, gradient, state, { a }) {
      const g = withDecay(gradient, p, weightDecay)
      const s = add(state.s!, mul(g, g))
      return { parameter: sub(p, mul(div(g, add(sqrt(s), eps)), a!)), state: { s } }
    },
  }
}
