import type { ModelNode } from '../onnx/nodesIn.ts'
import { nodesIn } from '../onnx/nodesIn.ts'

/** Names of the nodes that the WebGPU provider takes but cannot run: batch normalisation in training, max pooling that tells
 *  the places, and convolutions in groups of some sizes, for which it gives wrong numbers (all seen in onnxruntime 1.30).
 *  No names where the bytes are no model: the runtime says so better. */
export function nodesForCpu(model: Uint8Array): string[] {
  try {
    return nodesIn(model)
      .filter(fails)
      .map(({ name }) => name)
  } catch {
    return []
  }
}

function fails({ operator, inputs: [, weights], outputs, wholes }: ModelNode): boolean {
  if (operator === 'MaxPool') return outputs > 1
  if (operator === 'BatchNormalization') return wholes.training_mode === 1
  const group = wholes.group ?? 1
  if (group === 1) return false
  if (operator === 'Conv') return weights !== undefined && straddles(Number(weights[0]), group)
  // Groups that make one channel of several. Where the shape of the weights is not known, the CPU is right.
  return operator === 'ConvTranspose' && (!weights || (weights[0] !== group && weights[1] === 1))
}

/** The provider computes several output channels at once, as many as divide all of them, and takes them for one group's. */
function straddles(channels: number, group: number): boolean {
  const atOnce = channels % 4 === 0 ? 4 : channels % 2 === 0 ? 2 : 1
  const each = channels / group
  return each >= 4 && each % atOnce !== 0
}
