import { demand } from '../errors.ts'
import {
  add,
  cast,
  concat,
  diagonal,
  gemm,
  greater,
  mul,
  reduceMean,
  reduceSum,
  relu,
  reshape,
  scatterElements,
  sqrt,
  stopGradient,
  sub,
  withGradient,
} from '../ops/index.ts'
import { number } from '../option.ts'
import { bools, floats, ints } from '../tensor/array.ts'
import { fixed, fixedDim, sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, scalar } from '../tensor/tensor.ts'
import { defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'

/** VICReg: two views of a sample shall lie together; every dimension of the embedding shall spread, and none repeat
 *  another. Labels are not asked.
 *
 *  L = invariance s(Z, Z') + variance (v(Z) + v(Z')) / 2 + covariance (c(Z) + c(Z'))
 *  s = mean over samples and dimensions of (z - z')²
 *  v = mean over dimensions of [ 1 - sqrt(var + epsilon) ]+
 *  c = (1 / D) sum over pairs of different dimensions of cov²
 *
 *  @source Bardes, Ponce, LeCun 2022, VICReg, eqs. 1-6. As in the authors' published code and in
 *    pytorch-metric-learning, s is divided by D too, and the mean of both v is taken, not their sum.
 *  @use Without labels: the references of the batch are its other view, row for row. Without references the batch is its
 *    own other view, and only variance and covariance are left.
 *  @cost B x D x D for each view, D x D of memory.
 *  @collapse No: spread is what it asks for. At one point it says variance (1 - sqrt(epsilon)), where its gradient is 0. */
export const vicReg = defineLoss({
  name: 'vic-reg',
  options: {
    invariance: number(25, 'weight of the distance between the two views', { least: 0 }),
    variance: number(25, 'weight of dimensions that spread less than 1', { least: 0 }),
    covariance: number(1, 'weight of dimensions that vary together', { least: 0 }),
    epsilon: number(1e-4, 'added to the variance before its square root', { above: 0 }),
  },
  reducer: mean,
  make: ({ invariance, variance, covariance, epsilon, reducer }) => ({
    whenCollapsed: variance * Math.max(0, 1 - Math.sqrt(epsilon)),
    of: ({ embeddings, labels, references }) => {
      demand(!references?.there && !references?.beginWithBatch, {
        who: 'vic-reg',
        rule: 'references must be the other view of each sample, not a memory',
        remedy: 'give references of embeddings and labels alone',
      })
      demand(!references || sameShape(references.embeddings.shape, embeddings.shape), {
        who: 'vic-reg',
        rule: `the other view must have the shape of the batch, [${embeddings.shape}]`,
        value: `[${references?.embeddings.shape}]`,
      })
      const [size, dimension] = fixed(embeddings.shape, 'vic-reg') as [number, number]
      const apart = references ? reduceMean(square(sub(embeddings, references.embeddings)), { axes: [1] }) : zeros(size)
      const own = spread(embeddings)
      const views = [own, references ? spread(references.embeddings) : own]
      const lacking = views.map(({ variances }) => relu(sub(1, sqrt(add(variances, epsilon)))))
      const dimensions = constant(ints([...Array(dimension).keys()]))
      const parts = [
        reducer(mul(apart, invariance), all(size), labels),
        ...lacking.map((lacks) => reducer(mul(lacks, variance / 2), all(dimension), dimensions)),
        ...views.map(({ repeated }) => mul(repeated, covariance / dimension)),
      ]
      return {
        loss: parts.reduce(add),
        valid: scalar(1),
        active: reduceMean(cast(greater(concat(lacking, 0), 0), 'float32')),
        positive: stopGradient(reduceMean(sqrt(mul(apart, dimension)))),
        negative: scalar(0),
      }
    },
  }),
})

export type VicRegOptions = NonNullable<Parameters<typeof vicReg>[0]>

/** How the rows of a view spread: the variance of each dimension [D], and the sum of squared covariances of different
 *  ones.  cov = ZᵀZ / (B - 1) of centred rows Z,  dZ = 2 / (B - 1) Z dvar, and 4 / (B - 1) Z cov off its diagonal. */
function spread(view: Tensor): { readonly variances: Tensor; readonly repeated: Tensor } {
  const [size, dimension] = fixed(view.shape, 'vic-reg') as [number, number]
  const share = 1 / Math.max(size - 1, 1)
  const z = centred(view)
  const covariances = gemm(z, z, { transA: true, alpha: share })
  const own = constant(ints([...Array(dimension).keys()], [dimension, 1]))
  const nothing = constant(floats(new Float32Array(dimension), [dimension, 1]))
  const off = scatterElements(covariances, own, nothing, { axis: 1, reduction: 'none' })
  return {
    variances: withGradient(reshape(diagonal(covariances), [dimension]), [z], (g, { mul }) => [
      mul(z, mul(g, 2 * share)),
    ]),
    repeated: withGradient(reduceSum(square(off)), [z], (g, { gemm, mul }) => [
      mul(gemm(z, off, { alpha: 4 * share }), g),
    ]),
  }
}

/** Rows less their mean, which as a product is several times as fast as a sum over the first axis. */
function centred(view: Tensor): Tensor {
  const size = fixedDim(view, 0, 'vic-reg')
  const shares = constant(floats(new Float32Array(size).fill(1 / size), [1, size]))
  return withGradient(sub(view, gemm(shares, view)), [view], (g, { gemm, sub }) => [sub(g, gemm(shares, g))])
}

const square = (x: Tensor): Tensor => mul(x, x)
const zeros = (count: number): Tensor => constant(floats(new Float32Array(count)))
const all = (count: number): Tensor => constant(bools(new Uint8Array(count).fill(1)))
