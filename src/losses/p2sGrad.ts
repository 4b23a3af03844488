import { cosines, mul, reduceMean, scatterElements } from '../ops/index.ts'
import type { Random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import { constant } from '../tensor/tensor.ts'
import { defineLoss } from './define.ts'
import { classColumn, ofSamples, proxyOptions } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** P2SGrad: the cosine with the own class's proxy shall be 1, with the others 0. Nothing to set, and the gradient is as
 *  long as the cosine is wrong.
 *
 *  L = mean over samples of (1 / classes) sum over classes j of (cos a_j - [j = y])²
 *  a_j the angle between sample and proxy j
 *
 *  @source Zhang, Zhao, Yan, Sun, Wang, Li 2019, P2SGrad, eq. 11, which gives the gradient alone, without the factor
 *    2 / classes: the loss with that gradient is the one of pytorch-metric-learning. There proxies are brought to length 1
 *    before each step and their gradient keeps the part along the proxy, which the paper's has not; here it is the
 *    paper's. Proxies start as there: uniform numbers, brought to length 1.
 *  @use Where no margin and no scale shall be set.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const p2sGrad = defineLoss({
  name: 'p2s-grad',
  options: proxyOptions,
  reducer: mean,
  make: ({ classes, dimension, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: directions(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('p2s-grad', dimension, batch)
      const cos = cosines(batch.embeddings, proxies!)
      const size = fixedDim(batch.embeddings, 0, 'p2s-grad')
      const minusOne = constant(floats(new Float32Array(size).fill(-1), [size, 1]))
      const wrong = scatterElements(cos, y, minusOne, { axis: 1, reduction: 'add' })
      const losses = reduceMean(mul(wrong, wrong), { axes: [1], keepdims: true })
      return ofSamples(losses, cos, y, reducer, batch)
    },
  }),
})

export type P2sGradOptions = NonNullable<Parameters<typeof p2sGrad>[0]>

function directions(random: Random, count: number, dimension: number) {
  const numbers = Float32Array.from({ length: count * dimension }, () => 2 * random.uniform() - 1)
  for (let row = 0; row < count; row++) {
    const own = numbers.subarray(row * dimension, (row + 1) * dimension)
    const length = Math.hypot(...own)
    own.forEach((x, i) => {
      own[i] = x / length
    })
  }
  return floats(numbers, [count, dimension])
}
