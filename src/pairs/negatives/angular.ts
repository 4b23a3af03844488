import { squaredDistances } from '../../distances/squaredL2.ts'
import { add, and, gather, greater, mul, squeeze, unsqueeze } from '../../ops/index.ts'
import { number } from '../../option.ts'
import { defineRule } from '../defineRule.ts'
import { gatherColumns } from '../gatherColumns.ts'

/** Angular negatives: for each chosen positive all negatives that see the pair under a large angle. |x - y| is the Euclidean
 *  distance of embeddings as the loss's measure prepares them: of length 1 with most.
 *
 *  c = (a + p) / 2,  tan angle(n) = |a - p| / (2 |n - c|)
 *  N = { n : angle(n) > angle }, which is |a - p|² > 2 sin²(angle) (|a - n|² + |p - n|²)
 *
 *  @source Wang, Zhou, Wen, Liu, Lin 2017, Deep Metric Learning with Angular Loss; AngularMiner of
 *    pytorch-metric-learning, with the same 20 degrees; it measures embeddings as they are, whatever its distance.
 *  @use With angular and other losses of triplets: what is hard does not depend on how wide a class is.
 *  @cost A product of all references with one another, and B x I x B for I chosen positives.
 *  @collapse Whether a class falls onto one point is up to the positives; a pair at one point has no such negative. */
export const angular = defineRule({
  side: 'negative',
  name: 'angular',
  bound: true,
  options: {
    angle: number(20, 'in degrees: negatives that see the pair under a smaller angle are left out', {
      least: 0,
      below: 90,
    }),
  },
  make: ({ angle }) => {
    const bound = 2 * Math.sin((angle / 180) * Math.PI) ** 2
    return ({ anchors, references, allowed }, { columns }) => {
      // By the length of the median (Apollonius): 4 |n - c|² = 2 |a - n|² + 2 |p - n|² - |a - p|².
      const among = squaredDistances(references)
      const an = anchors === references ? among : squaredDistances(anchors, references)
      const pn = gather(among, squeeze(columns!, [2]))
      const sides = mul(add(unsqueeze(an, [1]), pn), bound)
      return { columns: null, valid: and(unsqueeze(allowed, [1]), greater(gatherColumns(an, columns!), sides)) }
    }
  },
})
