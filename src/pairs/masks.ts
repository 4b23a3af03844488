import { demand } from '../errors.ts'
import { and, equal, not, offDiagonal, unsqueeze } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Batch, Relation } from './batch.ts'

/** Which pairs of a batch are of one class and which are not; a sample is no pair with itself.
 *  @returns bool [B, M] each, M the references, by default the batch */
export function masks({ labels, references, relation = equality }: Pick<Batch, 'labels' | 'references' | 'relation'>): {
  same: Tensor
  other: Tensor
} {
  const { same, other } = relation(labels, references?.labels ?? labels)
  const own = !references || references.beginWithBatch
  // No sample is of another class than its own: of the default only the one side needs the pass.
  const kept = {
    same: own ? offDiagonal(same) : same,
    other: own && relation !== equality ? offDiagonal(other) : other,
  }
  if (!references?.there) return kept
  const there = unsqueeze(references.there, [0])
  return { same: and(kept.same, there), other: and(kept.other, there) }
}

const equality: Relation = (labels, others) => {
  demand(labels.shape.length === 1, {
    who: 'masks',
    rule: 'labels must be [B] to be compared as they are',
    value: `[${labels.shape}]`,
    remedy: 'give a relation that reads them, or a hierarchical loss',
  })
  const alike = equal(unsqueeze(labels, [1]), unsqueeze(others, [0]))
  return { same: alike, other: not(alike) }
}
