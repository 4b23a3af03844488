import { demand } from '../errors.ts'
import type { Rules } from './rule.ts'

/** The rules of a loss: those of its options, its defaults for what they leave out. Fails on what is no rule of its side,
 *  and where both sides would measure from one another, which a default can bring about and the compiler does not see.
 *  @param who whose rules they are, for the message */
export function rulesOf(options: Partial<Rules>, defaults: Rules, who = 'rules'): Rules {
  const { positives = defaults.positives, negatives = defaults.negatives } = options
  demandRule(who, 'positive', positives)
  demandRule(who, 'negative', negatives)
  demand(!(positives.bound && negatives.bound), {
    who,
    rule: 'positives and negatives cannot each be measured from the other',
    value: `${positives.name} positives and ${negatives.name} negatives`,
    remedy: 'choose another rule for one side',
  })
  return { positives, negatives } as Rules
}

/** What callers without a compiler give: a name, a rule of the other side, a factory that was not called. */
function demandRule(who: string, side: 'positive' | 'negative', given: unknown): void {
  const rule = (given ?? {}) as { readonly side?: unknown; readonly name?: unknown; readonly choose?: unknown }
  const { about } = rule as { readonly about?: { readonly side?: unknown; readonly name?: unknown } }
  demand(typeof rule === 'object' && rule.side === side && typeof rule.choose === 'function', {
    who,
    rule: `${side}s must be a rule for ${side}s`,
    value: about ? `${about.name} ${about.side}s, not called` : rule.side ? `${rule.name} ${rule.side}s` : given,
    remedy: about?.side === side ? 'call it' : `take one of them, such as ${side}s.easiest()`,
  })
}
