import type { Window } from '../../ops/window.ts'
import { windowAt } from '../../ops/window.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Node } from '../../tensor/tensor.ts'
import { imagesShape } from './imagesShape.ts'

/** A convolution of each channel by itself, images and weights [C, 1, kH, kW] of known size. */
export interface Depthwise {
  readonly window: Window
  readonly channels: number
}

/** The node's window where it is such a convolution ('Conv') or its gradient by the image ('ConvTranspose'); undefined of any other
 *  node. */
export function depthwise(
  { operator, inputs, attributes }: Node,
  onnx: 'Conv' | 'ConvTranspose',
): Depthwise | undefined {
  const [x, w] = inputs
  if (operator.onnx !== onnx || operator.domain !== undefined || !x || !w) return undefined
  // With constant weights the runtime does as much by itself.
  if (w.source.kind === 'constant') return undefined
  const shape = imagesShape(x)
  const [outputs, inputsOfGroup] = w.shape
  if (!shape || !imagesShape(w)) return undefined
  const channels = shape[1]
  if (attributes.group !== channels || outputs !== channels || inputsOfGroup !== 1 || channels === 1) return undefined
  return { window: windowAt(fixed(w.shape.slice(2), onnx), attributes), channels }
}
