import { fail } from '../../src/errors.ts'
import * as ops from '../../src/ops/index.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import type { RowReader } from './operatorRow.ts'

/** How the ONNX operators that move numbers about are built of ours, by name. */
export const moves: Readonly<Record<string, (row: RowReader) => Tensor>> = {
  Concat: (row) => ops.concat(row.tensors(), row.number('axis')),
  Expand: (row) => ops.expand(row.tensor('X', 'input'), listed(row, 'shape')),
  Flatten: (row) => ops.flatten(row.tensor('X'), row.number('axis', 1)),
  Gather: (row) => ops.gather(row.tensor('X', 'data'), row.whole('indices'), row.number('axis', 0)),
  GatherElements: (row) => ops.gatherElements(row.tensor('X', 'data'), row.whole('indices'), row.number('axis', 0)),
  GatherND: (row) => {
    row.choice('batch_dims', [0], 0)
    return ops.gatherND(row.tensor('X', 'data'), row.whole('indices'))
  },
  Pad: (row) => {
    const x = row.tensor('X', 'data')
    const mode = row.choice('mode', ['constant', 'reflect', 'edge', 'wrap'], 'constant')
    const value = row.maybeNumber('value') ?? row.maybeNumber('constant_value') ?? 0
    const pads = padsOfAll(x, listed(row, 'pads'), row.list('axes'))
    if (mode !== 'constant') return ops.padFrom(x, pads, mode)
    // What is negative is cut off first.
    const cut = ops.padFrom(
      x,
      pads.map((p) => Math.min(p, 0)),
      'edge',
    )
    return ops.pad(
      cut,
      pads.map((p) => Math.max(p, 0)),
      value,
    )
  },
  Reshape: (row) => {
    const x = row.tensor('X', 'data')
    const keepZero = row.flag('allowzero', false)
    const shape = listed(row, 'shape').map((d, i) => (d === 0 && !keepZero ? x.shape[i]! : d))
    return ops.reshape(x, shape)
  },
  Resize: (row) => {
    for (const name of ['antialias', 'exclude_outside']) row.choice(name, [0], 0)
    row.list('cubic_coeff_a') // For the cubic mode, which we lack.
    const [scales, sizes] = [row.list('scales'), row.list('sizes')]
    const coordinates = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'] as const
    const rounding = ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'] as const
    return ops.resize(row.tensor('X'), {
      ...(scales ? { scales } : {}),
      ...(sizes ? { sizes } : {}),
      mode: row.choice('mode', ['nearest', 'linear'], 'nearest'),
      coordinates: row.choice('coordinate_transformation_mode', coordinates, 'half_pixel'),
      rounding: row.choice('nearest_mode', rounding, 'round_prefer_floor'),
    })
  },
  Slice: (row) => {
    const [axes, steps] = [row.list('axes'), row.list('steps')]
    return ops.slice(row.tensor('X', 'data'), {
      starts: listed(row, 'starts'),
      ends: listed(row, 'ends'),
      ...(axes ? { axes } : {}),
      ...(steps ? { steps } : {}),
    })
  },
  Split: (row) => {
    const x = row.tensor('X', 'input')
    const axis = row.number('axis', 0)
    const lengths = row.list('split') ?? evenly(x.shape.at(axis) as number, row.number('num_outputs', 2))
    const part = ops.split(x, lengths, axis)[row.number('take', 0)]
    return part ?? fail({ who: 'Split', rule: `take must be below ${lengths.length}` })
  },
  Squeeze: (row) => {
    const x = row.tensor('X', 'data')
    const axes = row.list('axes') ?? []
    const ones = x.shape.flatMap((d, i) => (d === 1 ? [i] : []))
    return ops.squeeze(x, axes.length === 0 ? ones : axes)
  },
  Tile: (row) => ops.tile(row.tensor('X', 'input'), listed(row, 'repeats')),
  Transpose: (row) => {
    const x = row.tensor('X', 'data')
    return ops.transpose(x, row.list('perm') ?? x.shape.map((_, i) => x.shape.length - 1 - i))
  },
  Unsqueeze: (row) => ops.unsqueeze(row.tensor('X', 'data'), listed(row, 'axes')),
}

const listed = (row: RowReader, name: string): number[] =>
  row.list(name) ?? fail({ who: 'row', rule: `the row must have '${name}'` })

function padsOfAll(x: Tensor, pads: readonly number[], axes: readonly number[] | undefined): number[] {
  const rank = x.shape.length
  const along = (axes ?? x.shape.map((_, i) => i)).map((axis) => (axis < 0 ? axis + rank : axis))
  const all = new Array<number>(2 * rank).fill(0)
  for (const [i, axis] of along.entries()) {
    all[axis] = pads[i]!
    all[rank + axis] = pads[along.length + i]!
  }
  return all
}

/** Parts of equal length, the last one shorter where the length asks for it. */
function evenly(length: number, parts: number): number[] {
  const each = Math.ceil(length / parts)
  return Array.from({ length: parts }, (_, i) => Math.min(each, length - i * each))
}
