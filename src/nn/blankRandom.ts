import type { Random } from '../random.ts'

/** A stream that draws nothing: for a layer of which only the names and shapes of its weights are asked, since to draw millions of
 *  numbers takes seconds. */
export const blankRandom: Random = {
  uniform: () => 0.5,
  below: () => 0,
  normal: () => 0,
  shuffle: (items) => items,
  fork: () => blankRandom,
}
