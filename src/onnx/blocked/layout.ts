import type { Node, Tensor } from '../../tensor/tensor.ts'

/** What a rule sees while a graph is written anew, tensor by tensor: each as it was given names one of the new graph. */
export interface Layout {
  /** Channels of a block. */
  readonly block: number
  /** Whether the tensor is held in blocks: what makes it gives it so. */
  holds(x: Tensor): boolean
  /** The tensor as it always was. */
  plain(x: Tensor): Tensor
  /** The tensor in blocks of channels, of [N, C, H, W] with C a multiple of 4. */
  inBlocks(x: Tensor): Tensor
  /** What is made of a tensor once, under a name. */
  once(x: Tensor, name: string, make: () => Tensor): Tensor
}

/** Computes a node in another way: its outputs, each in blocks where the layout holds it so; undefined: this rule has none. */
export type Rule = (node: Node, layout: Layout) => readonly Tensor[] | undefined
