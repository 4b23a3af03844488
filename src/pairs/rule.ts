import type { Distances } from '../distances/measure.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** What a rule chooses from: every anchor's row of pairs with the M references, by default the batch itself. No gradient
 *  flows through any of it. */
export interface Candidates {
  /** Numbers that order each row as the distance does, [B, M]: cheaper than distances, enough to compare. */
  readonly order: Tensor
  /** The distances that the loss measures by, of a similarity with its sign turned around, [B, M]. */
  readonly distances: () => Distances
  /** Cosines of the angles between embeddings, whatever the measure, [B, M]. */
  readonly cosines: () => Tensor
  /** Which pairs are of the rule's side (same class, or another), bool [B, M]. */
  readonly allowed: Tensor
  /** Which pairs are of the other side, bool [B, M]. */
  readonly opposed: Tensor
  /** The columns of the at most K positives of every anchor, as a selection [B, K, 1]. */
  readonly positives: () => Selection
  /** The prepared embeddings [B, D] and what they are compared with [M, D], by default the same tensor. */
  readonly anchors: Tensor
  readonly references: Tensor
  /** The dimension D of the embeddings. */
  readonly dimension: number
  /** Uniform noise in [0, 1), fresh for every step. */
  readonly noise: (name: string, shape: readonly number[]) => Tensor
}

/** Chosen pairs: for anchor i the pair with column `columns[i, ...]` counts where `valid[i, ...]`.
 *  The shape is [B, I, J]: I walks over positives, J over negatives, and what does not depend on one has length 1 there,
 *  so that the choices of both sides broadcast to tuples. */
export interface Selection {
  /** Int64 [B, I, J]; null: every column, in order, and then `valid` is [B, M], or [B, I, M] of a negative rule that
   *  measures from the I chosen positives. */
  readonly columns: Tensor | null
  readonly valid: Tensor
}

/** The pairs that the other side chose, and their order, [B, I, J]: what semi-hard rules compare with. Of free negatives
 *  that take every column: `columns` is null, the order [B, 1, M]. */
export interface Opposite extends Selection {
  readonly order: Tensor
}

interface Rule<Side extends 'positive' | 'negative', Bound extends boolean> {
  readonly side: Side
  /** The term of the field: 'easiest', 'semihard', ... */
  readonly name: string
  /** Whether the rule measures from what the other side chose, which then must choose first. */
  readonly bound: Bound
  readonly choose: (candidates: Candidates, opposite: Bound extends true ? Opposite : undefined) => Selection
}

/** Which samples of an anchor's class pull it. */
export type PositiveRule = FreePositiveRule | BoundPositiveRule
export type FreePositiveRule = Rule<'positive', false>
/** A positive rule that measures from the chosen negative. */
export type BoundPositiveRule = Rule<'positive', true>

/** Which samples of other classes push an anchor away. */
export type NegativeRule = FreeNegativeRule | BoundNegativeRule
export type FreeNegativeRule = Rule<'negative', false>
/** A negative rule that measures from the chosen positive. */
export type BoundNegativeRule = Rule<'negative', true>

/** The two choices of a loss. Both sides cannot measure from one another: that pair does not compile. */
export type Rules =
  | { readonly positives: FreePositiveRule; readonly negatives: NegativeRule }
  | { readonly positives: PositiveRule; readonly negatives: FreeNegativeRule }
