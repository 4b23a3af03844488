/** @file What the losses with vectors of their own for each class have in common. */
import type { Distances, Measure, Similarities } from '../distances/measure.ts'
import { demand } from '../errors.ts'
import {
  cast,
  div,
  equal,
  gatherElements,
  greater,
  neg,
  reduceMean,
  reduceSum,
  reshape,
  scatterElements,
  stopGradient,
  sub,
  transpose,
  unsqueeze,
} from '../ops/index.ts'
import { given } from '../option.ts'
import type { Batch } from '../pairs/batch.ts'
import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bools, floats, ints } from '../tensor/array.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, scalar } from '../tensor/tensor.ts'
import type { LossOutput } from './loss.ts'
import type { Reducer } from './reducers/reducer.ts'

/** The options of every loss with proxies: the data and the network decide them. */
export const proxyOptions = {
  classes: given('number of classes'),
  dimension: given('dimension of the embeddings'),
}

/** Rows of normal numbers, [count, dimension].
 *  @param deviation default 1 */
export const normalRows = (random: Random, count: number, dimension: number, deviation = 1): NumericArray =>
  floats(
    Float32Array.from({ length: count * dimension }, () => deviation * random.normal()),
    [count, dimension],
  )

/** Each sample's class as a column, int64 [B, 1]. Fails where a batch has what proxies take no notice of. */
export function classColumn(
  who: string,
  dimension: number,
  { embeddings, labels, references, relation }: Batch,
): Tensor {
  demand(!references, {
    who,
    rule: 'samples are compared with proxies, not with references',
    remedy: 'leave references out, or take a loss of pairs',
  })
  demand(!relation, {
    who,
    rule: 'a sample belongs to the class of its label, whatever the relation of labels',
    remedy: 'leave relation out, or take a loss of pairs',
  })
  demand(fixedDim(embeddings, 1, who) === dimension, {
    who,
    rule: `embeddings must have the dimension of the proxies, ${dimension}`,
    value: embeddings.shape[1],
    remedy: 'give the dimension of the embeddings',
  })
  return unsqueeze(labels, [1])
}

/** All samples with all proxies, [B, C]. */
export const measured = <Values extends Distances | Similarities>(
  { across, matrix, prepare }: Measure<Values>,
  embeddings: Tensor,
  proxies: Tensor,
): Values => (across ? across(embeddings, proxies) : matrix(prepare(embeddings), prepare(proxies)))

/** Centers [C K, D] of class after class as the first of every class, then the second, [K C, D]: what runs over the K
 *  centers of a class then has the C classes side by side, several times as fast. */
export function byPlace(centers: Tensor, classes: number): Tensor {
  const [count, dimension] = fixed(centers.shape, 'proxies') as [number, number]
  const each = reshape(centers, [classes, count / classes, dimension])
  return reshape(transpose(each, [1, 0, 2]), [count, dimension])
}

/** Samples with centers by place [B, K C], as [B, K, C]. */
export const ofEach = (values: Tensor, classes: number): Tensor =>
  reshape(values, [fixedDim(values, 0, 'proxies'), -1, classes])

/** What each sample [B, C] has at its own class, [B, 1]. */
export const ownOf = (values: Tensor, classes: Tensor): Tensor => gatherElements(values, classes, 1)

/** Which class is each sample's own, bool [B, C]. */
export const ofClass = (classes: Tensor, count: number): Tensor =>
  equal(classes, constant(ints([...Array(count).keys()], [1, count])))

/** Samples [B, C] with something else [B, 1] at their own class. */
export const withOwn = (values: Tensor, classes: Tensor, own: Tensor): Tensor =>
  scatterElements(values, classes, own, { axis: 1, reduction: 'none' })

/** What a loss with a value for each sample says: all samples count.
 *  @param losses [B, 1]
 *  @param likenesses of samples and proxies, [B, C] */
export function ofSamples(
  losses: Tensor,
  likenesses: Tensor,
  classes: Tensor,
  reducer: Reducer,
  { labels }: Batch,
): LossOutput {
  const size = fixedDim(losses, 0, 'proxies')
  const everyone = constant(bools(new Uint8Array(size).fill(1)))
  return {
    loss: reducer(reshape(losses, [size]), everyone, labels),
    valid: scalar(1),
    active: reduceMean(cast(greater(losses, 0), 'float32')),
    ...nearness(likenesses, classes),
  }
}

/** Mean distance of samples and their own proxy, and of samples and the others: likeness with its sign turned around. */
export function nearness(likenesses: Tensor, classes: Tensor): Pick<LossOutput, 'positive' | 'negative'> {
  const [size, count] = [fixedDim(likenesses, 0, 'proxies'), fixedDim(likenesses, 1, 'proxies')]
  const own = reduceSum(ownOf(likenesses, classes))
  const others = sub(reduceSum(likenesses), own)
  return {
    positive: stopGradient(neg(div(own, size))),
    negative: stopGradient(neg(div(others, Math.max(1, size * (count - 1))))),
  }
}
