/** @file The rules for negatives, by the names that the field gives them. */
export { all } from './all.ts'
export { distanceWeighted } from './distanceWeighted.ts'
export { easiest } from './easiest.ts'
export { hardest } from './hardest.ts'
export { semihard } from './semihard.ts'
