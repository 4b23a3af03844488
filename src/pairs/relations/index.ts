/** @file The relations of labels beyond one integer, ready made. */
export { pairsGiven } from './pairsGiven.ts'
export { sharesAtLeast } from './sharesAtLeast.ts'
export { sharesLabel } from './sharesLabel.ts'
export { tripletsGiven } from './tripletsGiven.ts'
