import { snr } from '../distances/snr.ts'
import { demand } from '../errors.ts'
import { number } from '../option.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { contrastive } from './contrastive.ts'
import { defineLoss, only } from './define.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'

/** Signal-to-noise ratio contrastive loss: contrastive loss by the noise that parts two embeddings, measured by the
 *  anchor's own spread.
 *
 *  L = mean over positives of [ d(a,p) - m_p ]+ + mean over negatives of [ m_n - d(a,n) ]+,  d(a,x) = var(a - x) / var(a)
 *
 *  @source Yuan, Deng, Tang, Tang, Chen 2019, Signal-to-Noise Ratio; there with a regularizer that asks for coordinates of
 *    mean 0, which is left out here as in pytorch-metric-learning. Its default margins are those of contrastive loss.
 *  @use Where the bound on a pair shall not depend on the spread of the embedding's coordinates.
 *  @cost B x B.
 *  @collapse With all positives, yes, by its wording: at m_p = 0 a class is satisfied only where its samples differ by a
 *    constant. With the easiest, kinds may stay apart. */
export const snrContrastive = defineLoss({
  name: 'snr-contrastive',
  options: {
    positiveMargin: number(0, 'positives nearer than this have no loss, a ratio of variances', { least: 0 }),
    negativeMargin: number(1, 'negatives farther than this have no loss, a ratio of variances', { least: 0 }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: only(snr()),
  reducer: meanOfNonZero,
  make: ({ positiveMargin, negativeMargin, rules, distance, reducer }) => {
    demand(distance.name === 'snr', {
      who: 'snr-contrastive',
      rule: 'its distance is the signal-to-noise ratio',
      value: distance.name,
      remedy: 'use contrastive loss for other distances',
    })
    const { of, whenCollapsed } = contrastive({ positiveMargin, negativeMargin, ...rules, distance, reducer })
    return { of, whenCollapsed }
  },
})

export type SnrContrastiveOptions = NonNullable<Parameters<typeof snrContrastive>[0]>
