import type { Random } from '../random.ts'

/** Draws a label for every sample: the true one, or, with chance `noise`, one of the others, all alike.
 *  @param classOf true classes, 0 .. classes - 1 */
export function noisyLabels(classOf: Int32Array, classes: number, noise: number, random: Random): Int32Array {
  return classOf.map((c) => (random.uniform() < noise ? (c + 1 + random.below(classes - 1)) % classes : c))
}
