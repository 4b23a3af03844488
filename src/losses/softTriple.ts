import { cosine } from '../distances/cosine.ts'
import { div, exp, mul, reduceMax, reduceSum, squeeze, sub, withGradient } from '../ops/index.ts'
import { number, whole } from '../option.ts'
import type { Random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss, only } from './define.ts'
import { byPlace, classColumn, measured, ofEach, ofSamples, ownOf, proxyOptions, withOwn } from './proxies.ts'
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
      const s = measured(distance, batch.embeddings, byPlace(centers!, classes))
      const ofClasses = softMaximum(ofEach(s, classes), gamma)
      const z = withOwn(ofClasses, y, sub(ownOf(ofClasses, y), margin))
      const losses = crossEntropy(mul(z, lambda), y)
      return ofSamples(losses, ofClasses, y, reducer, batch)
    },
  }),
})

export type SoftTripleOptions = NonNullable<Parameters<typeof softTriple>[0]>

/** S = sum_k q_k s_k along the middle axis, q = softmax(s / gamma).  ds_k = dS q_k (1 + (s_k - S) / gamma)
 *  Stated as a whole: three passes over all centers.
 *  @returns [B, C] */
function softMaximum(s: Tensor, gamma: number): Tensor {
  const middle = { axes: [1], keepdims: true }
  const e = exp(mul(sub(s, reduceMax(s, middle)), 1 / gamma))
  const total = reduceSum(e, middle)
  const sum = div(reduceSum(mul(e, s), middle), total)
  const whole = withGradient(sum, [s], (g, { add, div, mul, sub }) => {
    const each = div(g, total)
    const slope = mul(each, 1 / gamma)
    return [mul(e, add(mul(s, slope), sub(each, mul(slope, sum))))]
  })
  return squeeze(whole, [1])
}

function uniformRows(random: Random, count: number, dimension: number) {
  const most = 1 / Math.sqrt(count)
  const numbers = Float32Array.from({ length: count * dimension }, () => most * (2 * random.uniform() - 1))
  return floats(numbers, [count, dimension])
}
