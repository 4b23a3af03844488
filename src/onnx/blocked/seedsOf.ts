import type { Node, Tensor } from '../../tensor/tensor.ts'
import { depthwise } from './depthwise.ts'

/** What a convolution of each channel by itself, or its gradient, takes and gives: where there is any, blocks pay. None of other
 *  nodes. */
export function seedsOf(node: Node): readonly Tensor[] {
  const { operator, inputs, outputs, attributes } = node
  if (depthwise(node, 'Conv') || depthwise(node, 'ConvTranspose')) return [inputs[0]!, outputs[0]!]
  if (operator.meaning !== 'ConvWeightGradient') return []
  const [, g, x] = inputs
  return attributes.group === x!.shape[1] && attributes.group === g!.shape[1] && attributes.group !== 1 ? [g!, x!] : []
}
