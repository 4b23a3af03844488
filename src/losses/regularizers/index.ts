/** @file What may be asked of embeddings or of a loss's weights beside the loss: the table of contents. */
export { centerInvariant } from './centerInvariant.ts'
export type { LpOptions } from './lp.ts'
export { lp } from './lp.ts'
export { regularFace } from './regularFace.ts'
export type { Regularizer } from './regularizer.ts'
export type { SparseCentersOptions } from './sparseCenters.ts'
export { sparseCenters } from './sparseCenters.ts'
export { zeroMean } from './zeroMean.ts'
