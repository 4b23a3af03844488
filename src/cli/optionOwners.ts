import type { Settings } from './settings.ts'

type Owned = 'margin' | 'swap' | 'smooth' | 'beta' | 'learnBeta' | 'nu' | 'positiveMargin' | 'negativeMargin'

/** The losses that have an option, of the options that not all of them have. */
export const optionOwners: Readonly<Record<Owned, readonly Settings['loss'][]>> = {
  margin: ['triplet', 'margin'],
  swap: ['triplet'],
  smooth: ['triplet'],
  beta: ['margin'],
  learnBeta: ['margin'],
  nu: ['margin'],
  positiveMargin: ['contrastive'],
  negativeMargin: ['contrastive'],
}
