import { principalAxes } from './principalAxes.ts'

export interface Spectrum {
  /** Share of the variance along each principal axis, largest first; they add up to 1. Empty where all rows are equal. */
  readonly shares: readonly number[]
  /** How many axes hold 90 % of it. */
  readonly axesFor90: number
  /** Spectral decay (Roth et al. 2020): the Kullback-Leibler divergence of the singular values, as shares of their sum, from equal
   *  ones. 0 where all directions of the space are used alike; larger, the fewer are. Null where all rows are equal. */
  readonly decay: number | null
}

/** How the variance of embeddings is shared out among directions, of at most 2,000 rows, evenly spaced. Costs dimension³. */
export function spectrum({
  embeddings,
  dimension,
}: {
  readonly embeddings: Float32Array
  readonly dimension: number
}): Spectrum {
  const { variances } = principalAxes(embeddings, { dimension, most: dimension, from: 2000 })
  const total = variances.reduce((a, b) => a + b, 0)
  const shares = variances.map((variance) => variance / total)
  if (shares.length === 0) return { shares, axesFor90: 0, decay: null }
  let held = 0
  const at = shares.findIndex((share) => {
    held += share
    return held >= 0.9 - 1e-9
  })
  const singular = shares.map(Math.sqrt)
  const sum = singular.reduce((a, b) => a + b, 0)
  // D(U || S) over the axes that there are; those without any variance would make it infinite.
  const decay = singular.reduce((kl, s) => kl + Math.log(sum / (singular.length * s)) / singular.length, 0)
  return { shares, axesFor90: at + 1, decay: Math.max(0, decay) }
}
