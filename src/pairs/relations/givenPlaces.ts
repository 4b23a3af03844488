import { demand } from '../../errors.ts'
import { bools } from '../../tensor/array.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'

/** The places of pairs that are given by the order of a batch, bool [B, B].
 *  @param group samples that belong together: B must be a multiple
 *  @param holds whether rows a and b of one group are such a pair, both counted from 0 inside it */
export function givenPlaces(
  who: string,
  { labels, others, group }: { readonly labels: Tensor; readonly others: Tensor; readonly group: number },
  holds: (a: number, b: number) => boolean,
): Tensor {
  demand(labels === others, {
    who,
    rule: 'pairs are given by places in one batch, and references have none',
    remedy: 'leave out the memory or the second tower, or give labels',
  })
  const size = fixedDim(labels, 0, who)
  demand(size % group === 0, { who, rule: `a batch must be a multiple of ${group} samples`, value: size })
  const places = new Uint8Array(size * size)
  for (let first = 0; first < size; first += group)
    for (let a = 0; a < group; a++)
      for (let b = 0; b < group; b++) if (holds(a, b)) places[(first + a) * size + first + b] = 1
  return constant(bools(places, [size, size]))
}
