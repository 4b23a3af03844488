import { cosine } from '../distances/cosine.ts'
import {
  add,
  and,
  concat,
  cosines,
  exp,
  gemm,
  greaterOrEqual,
  logSumExpWhere,
  mul,
  not,
  reciprocal,
  reduceSum,
  relu,
  scatterElements,
  split,
  sqrt,
  sub,
  transposed,
  withGradient,
} from '../ops/index.ts'
import { number } from '../option.ts'
import { floats, ints } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import { defineLoss, only } from './define.ts'
import { classColumn, normalRows, ofClass, ofSamples, ownOf, proxyOptions } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** Manifold similarity: a random walk that starts at a sample shall come to the own class's proxy more often than to the
 *  others, and the walks from a sample and from its proxy shall come to the same places.
 *
 *  L = mean over samples of l(F) + context l(cos), where
 *  l(f) = ln(1 + sum over proxies j of other classes with f_j - f_y + margin >= 0 of e^(f_j - f_y + margin))
 *  F = (1 - alpha) (I - alpha D^-1/2 S D^-1/2)^-1 over samples and proxies together, D the row sums of S,
 *  S_ij = e^([s_ij]+ / 0.5) of the cosines s, S_ii = 0; F_j from the sample to proxy j, cos_j that of their rows of F
 *
 *  @source Aziere, Todorovic 2019, Ensemble Deep Manifold Similarity Learning Using Hard Proxies; formula and defaults as
 *    in pytorch-metric-learning, which draws a proxy for every sample: here the label names it. Proxies start as there,
 *    from standard normal numbers.
 *  @use Classes that are bent rather than round. Little tried.
 *  @cost (B + C)² of memory, and some ten products of (B + C)³: small batches and few classes.
 *  @collapse Each class is pulled to one proxy, along the manifold. */
export const manifold = defineLoss({
  name: 'manifold',
  options: {
    ...proxyOptions,
    context: number(1, 'weight of the agreement between the walks of sample and proxy', { least: 0 }),
    alpha: number(0.8, 'chance that the random walk goes on', { above: 0, below: 1 }),
    margin: number(5e-4, 'how much oftener the walk shall come to the own proxy', { least: 0 }),
  },
  distance: only(cosine()),
  reducer: mean,
  make: ({ classes, dimension, context, alpha, margin, distance, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: normalRows(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('manifold', dimension, batch)
      const size = fixedDim(batch.embeddings, 0, 'manifold')
      const s = distance.matrix(distance.prepare(concat([batch.embeddings, proxies!], 0)))
      const walks = visits(s, alpha)
      const [ofSample, ofProxy] = split(walks, [size, classes], 0) as [Tensor, Tensor]
      const others = not(ofClass(y, classes))
      const violations = (f: Tensor): Tensor => {
        const violation = add(sub(f, ownOf(f, y)), margin)
        return logSumExpWhere(violation, and(others, greaterOrEqual(violation, 0)), { plusOne: true })
      }
      const toProxies = (x: Tensor): Tensor => split(x, [size, classes], 1)[1]!
      const losses = add(violations(toProxies(ofSample)), mul(violations(cosines(ofSample, ofProxy)), context))
      const cosinesToProxies = toProxies(split(s, [size, classes], 0)[0]!)
      return ofSamples(losses, cosinesToProxies, y, reducer, batch)
    },
  }),
})

export type ManifoldOptions = NonNullable<Parameters<typeof manifold>[0]>

/** Half of the similarity at which a step of the walk is e times as likely. */
const temperature = 0.5

/** How often a random walk that starts at row i comes to column j, [N, N]: each step goes on with chance alpha, to a place
 *  as near as the walk's similarity says.  F = (1 - alpha) (I - alpha W)^-1,  dW = alpha / (1 - alpha) F dF F
 *  The inverse is a series whose terms double with every product:  (I - X)^-1 = (I + X) (I + X²) (I + X⁴) ...
 *  @param s cosines, [N, N] */
function visits(s: Tensor, alpha: number): Tensor {
  const weights = withDiagonal(exp(mul(relu(s), 1 / temperature)), 0)
  const root = reciprocal(sqrt(reduceSum(weights, { axes: [1], keepdims: true })))
  const walk = mul(mul(weights, root), transposed(root))
  let power = mul(walk, alpha)
  let series = withDiagonal(power, 1)
  for (let terms = 2; alpha ** terms > 1e-8; terms *= 2) {
    power = gemm(power, power)
    series = gemm(series, power, { c: series })
  }
  const f = mul(series, 1 - alpha)
  return withGradient(f, [walk], (g, { gemm }) => [gemm(gemm(f, g), f, { alpha: alpha / (1 - alpha) })])
}

function withDiagonal(x: Tensor, value: number): Tensor {
  const size = fixedDim(x, 0, 'manifold')
  const places = constant(ints([...Array(size).keys()], [size, 1]))
  const values = constant(floats(new Float32Array(size).fill(value), [size, 1]))
  return scatterElements(x, places, values, { axis: 1, reduction: 'none' })
}
