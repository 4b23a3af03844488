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

export interface AdamOptions {
  /** Decay of the first moment. Default 0.9. */
  readonly b1?: number
  /** Decay of the second moment. Default 0.999. */
  readonly b2?: number
  /** Keeps the quotient finite. Default 1e-8. */
  readonly eps?: number
  /** Factor of the L2 penalty; `adamW` is the one that decouples it. Default 0. */
  readonly weightDecay?: number
}

/** Adam (Kingma and Ba 2015, algorithm 1), its weight decay as in PyTorch.
 *    m = b1 m + (1 - b1) g,  v = b2 v + (1 - b2) g²,  p = p - rate m̂ / (sqrt v̂ + eps),  m̂ = m / (1 - b1ᵗ),  v̂ = v / (1 - b2ᵗ)
 *  Each operator is a pass over memory, so the state is kept scaled, `m` as m / (1 - b1) and `v` as v / (1 - b2), and all
 *  that is left of the factors goes into two numbers for each step:  m = b1 m + g,  v = b2 v + g²,  p = p - a m / (sqrt v + e).
 *  Fails on a decay outside [0, 1) and on a negative eps or weightDecay. */
export function adam({ b1 = 0.9, b2 = 0.999, eps = 1e-8, weightDecay = 0 }: AdamOptions = {}): Optimizer {
  demandOptions('adam', fraction, { b1, b2 })
  demandOptions('adam', notNegative, { eps, weightDecay })
  return {
    name: 'adam',
    init: (parameter) => ({ m: filled(parameter), v: filled(parameter) }),
    scalars(step, rate) {
      demandStep('adam', step, rate)
      const scale = Math.sqrt((1 - b2) / (1 - b2 ** step)) // of sqrt v to sqrt v̂
      return { a: (rate * (1 - b1)) / (1 - b1 ** step) / scale, e: eps / scale }
    },
    undecayed: () => adam({ b1, b2, eps }),
    update(p, gradient, state, { a, e }) {
      const g = withDecay(gradient, p, weightDecay)
      const m = add(mul(state.m!, b1), g)
      const v = add(mul(state.v!, b2), mul(g, g))
      return { parameter: sub(p, mul(div(m, add(sqrt(v), e!)), a!)), state: { m, v } }
    },
  }
}
