import { demand } from '../errors.ts'

/** Symmetric label noise: a label is right with chance `right`, and each other class with chance `wrong`. */
export interface LabelChances {
  readonly right: number
  readonly wrong: number
}

/** The chances of noise p: right = 1 - p, wrong = p / (classes - 1).
 *  Fails on a p outside [0, 0.5]: beyond, more labels would be wrong than right. */
export function labelChances(noise: number, classes: number): LabelChances {
  demand(noise >= 0 && noise <= 0.5, {
    who: 'noise',
    rule: 'must be from 0 to 0.5, the share of wrong labels',
    value: noise,
  })
  return { right: 1 - noise, wrong: noise / (classes - 1) }
}
