import { manifold } from '../../../src/losses/manifold.ts'
import { vicReg } from '../../../src/losses/vicReg.ts'
import type { Translation } from './translation.ts'
import { common } from './translation.ts'

export const moments: Readonly<Record<string, Translation>> = {
  VICRegLoss: {
    args: ['invariance_lambda', 'variance_mu', 'covariance_v', 'eps'],
    make: ({ invariance_lambda = 25, variance_mu = 25, covariance_v = 1, eps = 1e-4 }, row) =>
      vicReg({
        invariance: invariance_lambda,
        variance: variance_mu,
        covariance: covariance_v,
        epsilon: eps,
        ...common(row),
      }),
  },
  ManifoldLoss: {
    args: ['l', 'K', 'lambdaC', 'alpha', 'margin'],
    // The labels of a row are what theirs takes in the place of index tuples: the proxy of each sample.
    make: ({ K = 50, lambdaC = 1, alpha = 0.8, margin = 5e-4 }, row) =>
      manifold({ classes: K, dimension: row.embeddings.shape[1]!, context: lambdaC, alpha, margin, ...common(row) }),
  },
}
