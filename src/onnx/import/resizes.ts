import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import { axisOf } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { ImportContext, Importer } from './context.ts'
import type { Inputs } from './inputs.ts'
import type { NodeReader } from './nodeReader.ts'

const coordinates = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'] as const
const roundings = ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'] as const

/** Below operator set 11 scales are the second input, and pixels are points counted from the corner. */
export const Resize: Importer = (node, inputs, context) => {
  if (context.opset < 11) return Upsample(node, inputs, context)
  const x = inputs.tensor(0)
  node.ignore('extrapolation_value')
  node.choice('keep_aspect_ratio_policy', ['stretch'], 'stretch')
  const how = {
    mode: node.choice('mode', ['nearest', 'linear', 'cubic'], 'nearest'),
    coordinates: node.choice('coordinate_transformation_mode', coordinates, 'half_pixel'),
    rounding: node.choice('nearest_mode', roundings, 'round_prefer_floor'),
    cubic: node.number('cubic_coeff_a', -0.75),
    excludeOutside: node.flag('exclude_outside'),
    antialias: node.flag('antialias'),
  }
  const scales = scalesOf(node, inputs, x, context)
  const { mode, coordinates: places, rounding } = how
  if (mode === 'cubic' || how.antialias) return [ops.resizeBy(x, scales, how)]
  return [ops.resize(x, { scales, mode, coordinates: places, rounding })]
}

/** The scale of every axis. Sizes become scales, so that the batch need not be known. */
function scalesOf(node: NodeReader, { numbers, dims }: Inputs, x: Tensor, { ownBatch }: ImportContext): number[] {
  const axes = (node.numbers('axes') ?? x.shape.map((_, i) => i)).map((axis) => axisOf(axis, x.shape.length, 'Resize'))
  const scales = numbers(2, 'scales') ?? []
  if (scales.length > 0) return x.shape.map((_, i) => scales[axes.indexOf(i)] ?? 1)
  const sizes = dims(3, 'sizes') ?? []
  return x.shape.map((d, i) => {
    const size = sizes[axes.indexOf(i)] ?? d
    if (size === d || (i === 0 && size === ownBatch)) return 1
    demand(typeof size === 'number' && typeof d === 'number', {
      who: 'Resize',
      rule: 'the sizes must be known',
      value: `[${x.shape}] to [${sizes}]`,
    })
    return scaleTo(d, size)
  })
}

/** A factor by which a length becomes another one, also where the runtime rounds the factor to float32. */
function scaleTo(from: number, to: number): number {
  const exact = to / from
  return Math.floor(from * Math.fround(exact)) === to ? exact : exact * (1 + 2 ** -22)
}

/** Operator set 9: pixels are points counted from the corner, the nearest is the one before. */
export const Upsample: Importer = (node, { tensor, numbers }) => {
  const scales = numbers(1, 'scales') ?? node.numbers('scales') ?? []
  return [
    ops.resize(tensor(0), {
      scales,
      mode: node.choice('mode', ['nearest', 'linear'], 'nearest'),
      coordinates: 'asymmetric',
      rounding: 'floor',
    }),
  ]
}
