import { fail } from '../errors.ts'
import type { Options } from '../option.ts'
import { flag, number, valuesOf } from '../option.ts'
import { ofTheOption } from '../runs/ofTheOption.ts'
import { specOf } from '../runs/spec.ts'
import type { NamedLoss } from '../theory/collapseExperiment.ts'

const marginOption = number(0.2, 'as of the loss of that name', { above: 0 })

/** The losses of the theory with those of their options about which it says anything. */
export const freeLosses = {
  triplet: { margin: marginOption },
  margin: {
    margin: marginOption,
    beta: number(1.2, 'the distance that divides positives from negatives, or its start', { above: 0 }),
    learnBeta: flag('learn beta, one for all classes'),
  },
} as const satisfies Readonly<Record<string, Options>>

/** A loss of `nearkin collapse` by its name with options: 'margin:beta=1:learn-beta'. Fails on others than these. */
export function freeLossOf(text: string): NamedLoss {
  const who = '--losses'
  const { name, options } = specOf(text, who, freeLosses)
  return ofTheOption(who, () => {
    if (name === 'triplet') {
      const { margin } = valuesOf(name, freeLosses.triplet, options)
      return { name: text, loss: { name, margin }, learnBeta: false }
    }
    const { margin, beta, learnBeta } = valuesOf(name, freeLosses.margin, options)
    if (beta < margin)
      fail({
        who: name,
        rule: 'beta must be at least the margin: below, no positive is near enough',
        value: `beta ${beta}, margin ${margin}`,
      })
    return { name: text, loss: { name: 'margin', margin, beta }, learnBeta }
  })
}
