import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import type { Importer } from './context.ts'
import type { NodeReader } from './nodeReader.ts'
import type { Spatial } from './windows.ts'
import { ceiled, spatial, windowOf } from './windows.ts'

/** Strides are 1 where left out. */
export const MaxPool: Importer = (node, { tensor }) => {
  const images = spatial(tensor(0), 'MaxPool')
  // In which order places are counted: they are no output here.
  node.ignore('storage_order')
  const kernel = kernelOf(node, images)
  const window = windowOf(node, images, kernel)
  const { strides, pads, dilations } = node.flag('ceil_mode') ? ceiled(window, images.x, 'MaxPool') : window
  return [images.drop(ops.maxPool(images.x, kernel, { strides, pads, dilations }))]
}

export const AveragePool: Importer = (node, { tensor }) => {
  const images = spatial(tensor(0), 'AveragePool')
  const kernel = kernelOf(node, images)
  const window = windowOf(node, images, kernel)
  demand(
    window.dilations.every((d) => d === 1),
    { who: 'AveragePool', rule: 'dilations must be 1', value: window.dilations },
  )
  const { strides, pads } = window
  const countIncludePad = node.flag('count_include_pad')
  if (!node.flag('ceil_mode'))
    return [images.drop(ops.averagePool(images.x, kernel, { strides, pads, countIncludePad }))]
  // A border that counts is made of zeros; what a last, partial window lacks never counts.
  const wide = ceiled(window, images.x, 'AveragePool').pads
  if (!countIncludePad) return [images.drop(ops.averagePool(images.x, kernel, { strides, pads: wide }))]
  const border = ops.pad(images.x, [0, 0, pads[0]!, pads[1]!, 0, 0, pads[2]!, pads[3]!])
  const lacking = [0, 0, wide[2]! - pads[2]!, wide[3]! - pads[3]!]
  return [images.drop(ops.averagePool(border, kernel, { strides, pads: lacking }))]
}

export const GlobalAveragePool: Importer = (_, { tensor }) => [ops.globalAveragePool(tensor(0))]

export const GlobalMaxPool: Importer = (_, { tensor }) => {
  const x = tensor(0)
  return [ops.reduceMax(x, { axes: x.shape.flatMap((_, i) => (i < 2 ? [] : [i])), keepdims: true })]
}

function kernelOf(node: NodeReader, { numbers }: Spatial): number[] {
  const kernel = node.numbers('kernel_shape')
  demand(kernel, { who: node.operator, rule: 'must have the attribute kernel_shape' })
  return numbers(kernel, 1)
}
