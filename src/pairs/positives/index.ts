/** @file The rules for positives, by the names that the field gives them. */
export { all } from './all.ts'
export { easiest } from './easiest.ts'
export { hardest } from './hardest.ts'
export { semihard } from './semihard.ts'
