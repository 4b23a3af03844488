import { dot } from '../distances/dot.ts'
import { likeness } from '../distances/likeness.ts'
import type { AnyMeasure, Similarities } from '../distances/measure.ts'
import { demand } from '../errors.ts'
import {
  and,
  argMax,
  cast,
  countWhere,
  div,
  equal,
  gather,
  gatherElements,
  greater,
  logSumExpWhere,
  reshape,
  softplus,
  sub,
  topK,
  unsqueeze,
} from '../ops/index.ts'
import { anyOf } from '../pairs/anyOf.ts'
import type { Batch } from '../pairs/batch.ts'
import type { Choice } from '../pairs/choose.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { FreePositiveRule, Rules } from '../pairs/rule.ts'
import { ints } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { similarityReport } from './similarityReport.ts'

/** N-pairs loss: of one pair of each class, the anchor shall be most alike to its own positive among those of all pairs.
 *
 *  L = mean over pairs i of -ln( e^(s(a_i, p_i)) / (e^(s(a_i, p_i)) + sum over negatives j of e^(s(a_i, p_j))) )
 *
 *  The anchor of a class is its first sample in the batch, and classes of one sample do not count. Its positive is the first
 *  that the rule chooses for it: of `all` its first classmate in the batch, of the easiest its nearest. A class whose anchor
 *  finds none has no pair. The negatives are chosen among the positives of the other pairs. A positive rule that measures
 *  from negatives measures from those that the other rule chooses in the whole batch.
 *
 *  @source Sohn 2016, Improved Deep Metric Learning with Multi-class N-pair Loss Objective, section 3.2 (N-pair-mc), without
 *    its price on long embeddings, of any positive and all negatives. In pytorch-metric-learning the first classmate, and
 *    rows brought to length 1: distance cosine. Mined negatives change nothing there.
 *  @use Batches of many classes with two samples each; ntXent, which takes every sample as an anchor, does more with them.
 *  @cost Pairs x pairs, at most B/2 x B/2, and what the positive rule takes.
 *  @collapse Hardly, with all positives or the easiest: one pair of a class is pulled together, another one in every batch,
 *    and the rest is let alone. */
export const nPairs = defineLoss({
  name: 'n-pairs',
  options: {},
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(dot()),
  reducer: mean,
  make: ({ rules, distance, reducer }) => ({
    of: (batch) => {
      demand(!batch.references, {
        who: 'n-pairs',
        rule: 'both samples of a pair must be of the batch, and references have no place in it',
        remedy: 'leave out the memory, or take multiple-negatives-ranking for two towers',
      })
      const { choice, labels } = amongPairs(batch, distance, rules)
      const chosen = pairs(choice)
      const { ap, an, positive, negative } = chosen
      const losses = softplus(sub(logSumExpWhere(an, negative, { none: -1e30 }), ap))
      return {
        loss: reducer(losses, positive, labels),
        ...similarityReport(chosen, losses, positive),
        // As many anchors count as there are pairs.
        valid: div(countWhere(positive), fixedDim(batch.labels, 0, 'n-pairs')),
      }
    },
  }),
})

export type NPairsOptions = NonNullable<Parameters<typeof nPairs>[0]>

/** The anchors of the pairs as a batch of their own, with their positives for references, and what is chosen in it: of each
 *  anchor its own positive, and negatives among the positives of the others. */
function amongPairs(batch: Batch, distance: AnyMeasure, rules: Rules) {
  const measure = likeness(distance)
  // Negatives in the whole batch are of use only where positives are measured from them.
  const choice = choose(
    batch,
    measure,
    rules.positives.bound ? rules : { positives: rules.positives, negatives: all() },
  )
  const { anchors, positives, valid } = pairOfEachClass(choice)
  const [labels, positiveLabels] = [gather(batch.labels, anchors), gather(batch.labels, positives)]
  const places = [...Array(fixedDim(anchors, 0, 'n-pairs')).keys()]
  const row = constant(ints(places))
  const own = equal(unsqueeze(row, [1]), unsqueeze(row, [0]))
  const there = and(unsqueeze(valid, [1]), unsqueeze(valid, [0]))
  const other = gather(gather(choice.other, anchors), positives, 1)
  const { noise } = batch
  const ofPairs: Batch = {
    embeddings: gather(batch.embeddings, anchors),
    labels,
    references: { embeddings: gather(batch.embeddings, positives), labels: positiveLabels },
    relation: () => ({ same: and(own, there), other: and(other, there) }),
    mostPositives: 1,
    // Of another shape than that of the whole batch, which the rule may have drawn as well.
    ...(noise ? { noise: (name, shape) => noise(`${name} of pairs`, shape) } : {}),
  }
  const ownPositive: FreePositiveRule = {
    side: 'positive',
    name: 'own',
    bound: false,
    choose: () => ({ columns: constant(ints(places, [places.length, 1, 1])), valid: unsqueeze(valid, [1, 2]) }),
  }
  return { choice: choose(ofPairs, measure, { positives: ownPositive, negatives: rules.negatives }), labels }
}

/** The first sample of each class that has two, and the first positive chosen for it: int64 [B/2] each, and which of these
 *  places are taken. */
function pairOfEachClass({ same, positive }: Choice<Similarities>): {
  anchors: Tensor
  positives: Tensor
  valid: Tensor
} {
  const size = fixedDim(same, 0, 'n-pairs')
  // Of all samples with a classmate, the first of a class alone has none before it.
  const first = greater(argMax(cast(same, 'float32'), -1), constant(ints([...Array(size).keys()])))
  // A pair is of two samples, so there are no more than this.
  const k = Math.max(1, Math.floor(size / 2))
  const { values, indices: anchors } = topK(cast(first, 'float32'), { k })
  const chosen = reshape(gather(positive.valid, anchors), [k, -1])
  const place = argMax(cast(chosen, 'float32'), -1, true)
  const columns = positive.columns && reshape(gather(positive.columns, anchors), [k, -1])
  return {
    anchors,
    positives: reshape(columns ? gatherElements(columns, place, 1) : place, [k]),
    valid: and(greater(values, 0), reshape(anyOf(chosen), [k])),
  }
}
