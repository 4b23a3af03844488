import { demand } from '../errors.ts'
import type { Rules } from './rule.ts'

/** The rules of a loss: those of its options, its defaults for what they leave out. Fails where both sides would measure
 *  from one another, which a default can bring about and the compiler does not see. */
export function rulesOf(options: Partial<Rules>, defaults: Rules): Rules {
  const { positives = defaults.positives, negatives = defaults.negatives } = options
  demand(!(positives.bound && negatives.bound), {
    who: 'rules',
    rule: 'positives and negatives cannot each be measured from the other',
    value: `${positives.name} positives and ${negatives.name} negatives`,
    remedy: 'choose another rule for one side',
  })
  return { positives, negatives } as Rules
}
