import { demand } from '../../errors.ts'
import { and, greater, lessOrEqual, sub, unsqueeze } from '../../ops/index.ts'
import { maybe, word } from '../../option.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { defineRule } from '../defineRule.ts'
import { gatherColumns } from '../gatherColumns.ts'

/** Triplet-margin negatives: for each chosen positive all negatives that stand to it and the margin in one of four ways.
 *
 *  v = d(a,n) - d(a,p)
 *  violating: v ≤ m,  hard: v ≤ 0,  semihard: 0 < v ≤ m,  easy: v > m
 *
 *  @source Schroff, Kalenichenko, Philbin 2015, FaceNet; TripletMarginMiner of pytorch-metric-learning, whose "all" is
 *    violating, with the same margin.
 *  @use All semi-hard negatives, where the rule of that name takes the nearest; or all violating ones for a loss without a
 *    margin of its own.
 *  @cost B x I x B for I chosen positives: with all positives B x K x B.
 *  @collapse semihard and easy leave negatives nearer than the positive alone, as the semi-hard rule does; whether a class
 *    falls onto one point is up to the positives. */
export const tripletMargin = defineRule({
  side: 'negative',
  name: 'triplet-margin',
  bound: true,
  options: {
    margin: maybe(
      'how much farther than the positive a negative shall be, in the distance of the loss; usual 0.2; of kind hard none',
      { least: 0 },
    ),
    kind: word(['violating', 'hard', 'semihard', 'easy'], 'violating', 'which negatives are taken'),
  },
  make: ({ margin, kind }) => {
    demand(margin === undefined || kind !== 'hard', {
      who: 'triplet-margin negatives',
      rule: 'of kind hard there is no margin: they are nearer than the positive',
      value: margin,
      remedy: 'leave it out, or take violating ones',
    })
    return ({ distances, allowed }, { columns }) => {
      const ap = gatherColumns(distances(), columns!)
      const v = sub(unsqueeze(distances(), [1]), ap)
      return { columns: null, valid: and(unsqueeze(allowed, [1]), kinds[kind](v, margin ?? 0.2)) }
    }
  },
})

const kinds: Readonly<Record<'violating' | 'hard' | 'semihard' | 'easy', (v: Tensor, margin: number) => Tensor>> = {
  violating: lessOrEqual,
  hard: (v) => lessOrEqual(v, 0),
  semihard: (v, margin) => and(greater(v, 0), lessOrEqual(v, margin)),
  easy: greater,
}
