import { arcFace } from '../../../src/losses/arcFace.ts'
import { cosFace } from '../../../src/losses/cosFace.ts'
import { largeMarginSoftmax } from '../../../src/losses/largeMarginSoftmax.ts'
import { normalizedSoftmax } from '../../../src/losses/normalizedSoftmax.ts'
import { p2sGrad } from '../../../src/losses/p2sGrad.ts'
import { proxyAnchor } from '../../../src/losses/proxyAnchor.ts'
import { proxyNcaPlusPlus } from '../../../src/losses/proxyNcaPlusPlus.ts'
import { divisor } from '../../../src/losses/reducers/divisor.ts'
import { softTriple } from '../../../src/losses/softTriple.ts'
import { sphereFace } from '../../../src/losses/sphereFace.ts'
import { subCenterArcFace } from '../../../src/losses/subCenterArcFace.ts'
import type { LossRow, Translation } from './translation.ts'
import { common } from './translation.ts'

const sizes = ['num_classes', 'embedding_size']
const sizesOf = ({ args, embeddings }: LossRow): { classes: number; dimension: number } => ({
  classes: Number(args.num_classes),
  dimension: embeddings.shape[1]!,
})

const weights = { names: { proxies: 'W' }, transposed: true }

export const proxies: Readonly<Record<string, Translation>> = {
  ArcFaceLoss: {
    ...weights,
    args: [...sizes, 'margin', 'scale'],
    make: ({ margin = 28.6, scale = 64 }, row) => arcFace({ ...sizesOf(row), margin, scale, ...common(row) }),
  },
  CosFaceLoss: {
    ...weights,
    args: [...sizes, 'margin', 'scale'],
    make: ({ margin = 0.35, scale = 64 }, row) => cosFace({ ...sizesOf(row), margin, scale, ...common(row) }),
  },
  SphereFaceLoss: {
    ...weights,
    args: [...sizes, 'margin', 'scale'],
    make: ({ margin = 4, scale = 1 }, row) =>
      sphereFace({ ...sizesOf(row), margin: Math.trunc(margin), scale, ...common(row) }),
  },
  LargeMarginSoftmaxLoss: {
    ...weights,
    args: [...sizes, 'margin', 'scale'],
    make: ({ margin = 4, scale = 1 }, row) =>
      largeMarginSoftmax({ ...sizesOf(row), margin: Math.trunc(margin), scale, ...common(row) }),
  },
  SubCenterArcFaceLoss: {
    names: { centers: 'W' },
    transposed: true,
    args: [...sizes, 'margin', 'scale', 'sub_centers'],
    make: ({ margin = 28.6, scale = 64, sub_centers = 3 }, row) =>
      subCenterArcFace({ ...sizesOf(row), margin, scale, centers: sub_centers, ...common(row) }),
  },
  NormalizedSoftmaxLoss: {
    ...weights,
    args: [...sizes, 'temperature'],
    // Theirs has the normalised dot product, which is the cosine.
    make: ({ temperature = 0.05 }, row) => normalizedSoftmax({ ...sizesOf(row), temperature, ...common(row) }),
    // Theirs brings proxies to length 1 by the norm of the distance.
    lacking: ({ distance }) => (distance === 'raw_l1' ? `distance ${distance}` : undefined),
  },
  ProxyNCALoss: {
    args: [...sizes, 'softmax_scale'],
    make: ({ softmax_scale = 1 }, row) =>
      proxyNcaPlusPlus({ ...sizesOf(row), temperature: 1 / softmax_scale, ...common(row) }),
  },
  ProxyAnchorLoss: {
    args: [...sizes, 'margin', 'alpha'],
    make: ({ margin = 0.1, alpha = 32 }, row) => {
      const { reducer, ...distance } = common(row) as { reducer?: never }
      // Their mean counts proxies without samples, too.
      const reduced = row.reducer === 'mean' ? { reducer: divisor(sizesOf(row).classes) } : reducer ? { reducer } : {}
      return proxyAnchor({ ...sizesOf(row), margin, alpha, ...distance, ...reduced })
    },
  },
  SoftTripleLoss: {
    names: { centers: 'fc' },
    transposed: true,
    args: [...sizes, 'centers_per_class', 'la', 'gamma', 'margin'],
    make: ({ centers_per_class = 10, la = 20, gamma = 0.1, margin = 0.01 }, row) =>
      softTriple({ ...sizesOf(row), centers: centers_per_class, lambda: la, gamma, margin, ...common(row) }),
  },
  P2SGradLoss: {
    names: { proxies: 'weight' },
    transposed: true,
    args: ['num_classes', 'descriptors_dim'],
    make: (_, row) => p2sGrad({ ...sizesOf(row), ...common(row) }),
  },
}
