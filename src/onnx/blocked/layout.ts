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
  /** What is made of some tensors, and of no others, once under a name. */
  once(of: readonly Tensor[], name: string, make: () => Tensor): Tensor
  /** Gradients that batch normalisation gives to what a convolution of one tap widened. */
  readonly combinations: Map<Tensor, Combination>
}

/** A tensor as a sum of tensors that are there already,  a g + b (w centred) + c  for each channel: never made where its readers can
 *  do with the parts. All of the new graph. */
export interface Combination {
  /** In blocks. */
  readonly g: Tensor
  readonly a: Tensor
  readonly b: Tensor
  readonly c: Tensor
  readonly expansion: Expansion
  /** [M, C], the products of g with the centred images. */
  readonly products: Tensor
}

/** What a convolution of one tap made of fewer channels C than it gives, M. */
export interface Expansion {
  /** Its images in the graph as it was. */
  readonly x: Tensor
  /** The images without their mean, [N, C, H, W], plain. */
  readonly centred: Tensor
  /** Its weights, [M, C]. */
  readonly w: Tensor
  /** The mean of each channel that it gives, [M]. */
  readonly mean: Tensor
}

/** Computes a node in another way: its outputs, each in blocks where the layout holds it so; undefined: this rule has none. */
export type Rule = (node: Node, layout: Layout) => readonly Tensor[] | undefined
