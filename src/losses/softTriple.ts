import { cosine } from '../distances/cosine.ts'
import { mul, reduceSum, reshape, softmax, sub, withGradient } from '../ops/index.ts'
import { number, whole } from '../option.ts'
import type { Random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss, only } from './define.ts'
import { classColumn, measured, ofSamples, ownOf, proxyOptions, withOwn } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** SoftTriple: several centers for each class, to which the sample belongs softly; it shall be more alike its own class
 *  than the others by a margin.
 *
 *  L = mean over samples of -ln( e^(lambda (S_y - margin)) / (e^(lambda (S_y - margin)) + sum over j of e^(lambda S_j)) ),
 *  j over the other classes; S_j = sum over centers k of class j of q_k s_k, q = softmax of s_k / gamma,
 *  s_k the likeness of the sample and center k
 *
 *  @source Qian, Shang, Sun, Hu, Li, Jin 2019, SoftTriple Loss, eqs. 6-8. The paper also draws the centers of a class
 *    together, eq. 9: `regularized` with `sparseCenters`. Centers start as those of pytorch-metric-learning do: uniform
 *    within 1 / sqrt(classes x centers) of 0.
 *  @use Classes of several kinds, all of them there in training.
 *  @cost B x C x centers, and C x centers x D of weights; the centers of a class lie one after the other.
 *  @collapse Kinds of a class may stay apart, around centers of their own. */
export const softTriple = defineLoss({
  name: 'soft-triple',
  options: {
    ...proxyOptions,
    centers: whole(10, 'how many centers each class has'),
    lambda: number(20, 'factor of the likenesses before the softmax over classes', { above: 0 }),
    gamma: number(0.1, 'how softly a sample belongs to the centers of a class', { above: 0 }),
    margin: number(0.01, 'how much the likeness to the own class is lowered', { least: 0 }),
  },
  distance: only(cosine()),
  reducer: mean,
  make: ({ classes, dimension, centers: each, lambda, gamma, margin, distance, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { centers: uniformRows(random, classes * each, dimension) }, buffers: {} }),
    of: (batch, { centers }) => {
      const y = classColumn('soft-triple', dimension, batch)
      const size = fixedDim(batch.embeddings, 0, 'soft-triple')
      const s = reshape(measured(distance, batch.embeddings, centers!), [size, classes, each])
      const ofClasses = softMaximum(s, gamma)
      const z = withOwn(ofClasses, y, sub(ownOf(ofClasses, y), margin))
      const losses = crossEntropy(mul(z, lambda), y)
      return ofSamples(losses, { values: ofClasses, classes: y, labels: batch.labels, reducer, kind: 'similarity' })
    },
  }),
})

export type SoftTripleOptions = NonNullable<Parameters<typeof softTriple>[0]>

/** S = sum_k q_k s_k along the last axis, q = softmax(s / gamma).  ds_k = dS q_k (1 + (s_k - S) / gamma), in one go. */
function softMaximum(s: Tensor, gamma: number): Tensor {
  const q = softmax(mul(s, 1 / gamma))
  const sum = reduceSum(mul(q, s), { axes: [-1], keepdims: true })
  const whole = withGradient(sum, [s], (g, { add, mul, sub }) => [
    mul(q, add(mul(s, mul(g, 1 / gamma)), mul(g, sub(1, mul(sum, 1 / gamma))))),
  ])
  return reshape(whole, s.shape.slice(0, -1) as number[])
}

function uniformRows(random: Random, count: number, dimension: number) {
  const most = 1 / Math.sqrt(count)
  const numbers = Float32Array.from({ length: count * dimension }, () => most * (2 * random.uniform() - 1))
  return floats(numbers, [count, dimension])
}
