/** @file The losses, by the names that the field gives them: the table of contents from which the command line, the docs
 *  and the tests over all losses read. */
export { contrastive } from './contrastive.ts'
export { margin } from './margin.ts'
export { triplet } from './triplet.ts'
