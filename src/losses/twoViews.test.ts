import { expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import type { TwoViewsOptions } from '../pairs/twoViews.ts'
import { twoViews } from '../pairs/twoViews.ts'
import { circle } from './circle.ts'
import { contrastive } from './contrastive.ts'
import type { Loss } from './loss.ts'
import { multiSimilarity } from './multiSimilarity.ts'
import { nca } from './nca.ts'
import { ntXent } from './ntXent.ts'
import { told } from './plane.testing.ts'
import { supCon } from './supCon.ts'
import { triplet } from './triplet.ts'
import { tupletMargin } from './tupletMargin.ts'

const rows = [...Array(8).keys()].map((i) => [...Array(5).keys()].map((j) => Math.sin(1 + 1.7 * i + 0.9 * j * (i + 1))))
const rules = { positives: positives.all(), negatives: negatives.all() }

/** Rows of a batch in place of its labels. */
const ofViews = (loss: Loss, options?: TwoViewsOptions): Loss => ({
  ...loss,
  of: ({ embeddings }, values) => loss.of(twoViews(embeddings, options), values),
})
const worth = async (loss: Loss): Promise<number> => (await told(loss, rows, Array<number>(8).fill(0))).loss

// SelfSupervisedLoss(loss()) of pytorch-metric-learning 2.8, run in float64: with symmetric true, and false.
it.each([
  ['NTXentLoss', ntXent(rules), 8.349236011101258, 6.204342905739053],
  ['MultiSimilarityLoss', multiSimilarity(rules), 0.872857507868741, 0.8278019885641952],
  ['SupConLoss', supCon(rules), 5.981150130231078, 4.498914798776171],
  ['NCALoss', nca(rules), 2.2074285383316337, 1.7424098516196087],
  ['CircleLoss', circle(rules), 104.33758998272106, 94.75946556795213],
  ['TupletMarginLoss', tupletMargin(rules), 31.209008778388835, 22.003404210386982],
  ['TripletMarginLoss', triplet({ ...rules, margin: 0.05 }), 0.2740179901182694, 0.27542485047710724],
  ['ContrastiveLoss', contrastive(rules), 1.9209074066453045, 1.9143320704058384],
])('two views under %s are worth what its SelfSupervisedLoss says', async (_, loss, both, first) => {
  expect(Math.abs((await worth(ofViews(loss))) / both - 1)).toBeLessThan(1e-5)
  expect(Math.abs((await worth(ofViews(loss, { symmetric: false }))) / first - 1)).toBeLessThan(1e-5)
})

it('the gradient of both views is that of SelfSupervisedLoss(NTXentLoss())', async () => {
  const { gradient } = await told(ofViews(ntXent(rules)), rows, Array<number>(8).fill(0))
  const first = [-1.8059857419016931, 0.3239432914295236, 1.616617176981695, -0.22800064614451415, -0.5542834277278842]
  const seventh = [
    0.7201437139968352, -0.714478468387376, 0.28396375261236534, 0.10013097608596594, -0.39544150994836036,
  ]
  first.forEach((g, j) => {
    expect(gradient[j]).toBeCloseTo(g, 4)
  })
  seventh.forEach((g, j) => {
    expect(gradient[30 + j]).toBeCloseTo(g, 4)
  })
})
