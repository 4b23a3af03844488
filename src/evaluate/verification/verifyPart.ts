import type { SessionOptions } from '../../runtime/session.ts'
import type { Part } from '../partWhere.ts'
import type { CrossValidated } from './crossValidatedThreshold.ts'
import { crossValidatedThreshold } from './crossValidatedThreshold.ts'
import { histogramCounts } from './histogramCounts.ts'
import { openPairProduct } from './openPairProduct.ts'
import { pairHistogram } from './pairHistogram.ts'
import type { Verification } from './verification.ts'
import { verification } from './verification.ts'

/** Verification of a part of a dataset. */
export interface VerifiedPart extends Verification {
  /** Queries whose pairs were measured: all, or a seeded sample where there are more than 2e8 pairs. */
  readonly asked: number
  /** What threshold and chances are worth on other classes; null where there are too few classes. */
  readonly heldOut: CrossValidated | null
}

/** Verification by every level of a part: all pairs of two queries, or of a query and a gallery image where these are
 *  apart. Null for a level that has no pair of one class, or none of two. */
export async function verifyPart(
  { queries, gallery, levels }: Part,
  { dimension, ...session }: SessionOptions & { readonly dimension: number },
): Promise<readonly (VerifiedPart | null)[]> {
  const product = await openPairProduct(dimension, session)
  try {
    const pairs = await pairHistogram({ queries, gallery, dimension, levels, bins: 2 ** 18, product })
    const results: (VerifiedPart | null)[] = []
    for (const [l, level] of levels.entries()) {
      const found = verification(histogramCounts(pairs.levels[l]!, pairs.width))
      const apart = { queries, gallery, dimension, level, frame: pairs.frame, product }
      results.push(found && { ...found, asked: pairs.asked, heldOut: await crossValidatedThreshold(apart) })
    }
    return results
  } finally {
    await product.close()
  }
}
