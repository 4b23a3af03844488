import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Importer } from './context.ts'
import type { NodeReader } from './nodeReader.ts'
import { spatial, windowOf } from './windows.ts'

export const Conv: Importer = (node, { tensor, maybe }) => {
  const images = spatial(tensor(0), 'Conv')
  const w = images.lift(tensor(1))
  const bias = maybe(2)
  const kernel = kernelOf(node, fixed(w.shape.slice(2), 'Conv'))
  const { strides, pads, dilations } = windowOf(node, images, kernel)
  const group = node.number('group', 1)
  return [images.drop(ops.conv(images.x, w, { strides, pads, dilations, group, ...(bias ? { bias } : {}) }))]
}

export const ConvTranspose: Importer = (node, { tensor, maybe }) => {
  const images = spatial(tensor(0), 'ConvTranspose')
  const w = images.lift(tensor(1))
  const bias = maybe(2)
  const kernel = kernelOf(node, fixed(w.shape.slice(2), 'ConvTranspose'))
  node.choice('auto_pad', ['NOTSET', 'VALID'], 'NOTSET')
  demand(!node.has('output_shape'), { who: 'ConvTranspose', rule: 'its size must follow from pads, not output_shape' })
  const { strides, pads, dilations } = windowOf(node, images, kernel)
  const outputPadding = images.numbers(node.numbers('output_padding'), 0)
  const group = node.number('group', 1)
  const y = ops.convTranspose(images.x, w, { strides, pads, dilations, outputPadding, group })
  return [images.drop(bias ? ops.add(y, ops.perChannel(bias, y)) : y)]
}

/** `kernel_shape` repeats what the weights say. */
function kernelOf(node: NodeReader, kernel: readonly number[]): readonly number[] {
  const said = node.numbers('kernel_shape')
  demand(!said || said.every((length, i) => length === kernel.slice(-said.length)[i]), {
    who: node.operator,
    rule: `kernel_shape must be that of the weights, [${kernel}]`,
    value: said,
  })
  return kernel
}
