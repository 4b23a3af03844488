import { lossFactories } from '../runs/choices.ts'
import { hasRules } from '../runs/lossOf.ts'
import type { Settings } from '../runs/settings.ts'
import { settingsOf } from '../runs/settings.ts'

/** The methods that are asked for: every loss with every two rules.
 *  @param among the settings that they share
 *  @param losses 'all': every loss there is
 *  @param negatives null: those of the loss's paper */
export function methodsAmong(
  among: object,
  {
    losses,
    positives,
    negatives,
  }: {
    readonly losses: readonly string[]
    readonly positives: readonly string[]
    readonly negatives: readonly (string | null)[]
  },
): Settings[] {
  const methods: Settings[] = []
  for (const loss of losses.includes('all') ? Object.keys(lossFactories) : losses) {
    const made = (rules: object): Settings => settingsOf({ ...among, loss, ...rules })
    // A loss without a choice of rules is one method.
    if (!hasRules(made({}).loss)) methods.push(made({}))
    else
      for (const negative of negatives)
        for (const positive of positives) methods.push(made({ positives: positive, negatives: negative }))
  }
  return methods
}
