import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import { axisOf, fixedDim } from '../../tensor/shape.ts'
import { constant } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'
import { isKnown } from './value.ts'

/** Starts, ends and axes are attributes below operator set 10, inputs since, with steps. */
export const Slice: Importer = (node, { tensor, numbers }) => {
  const x = tensor(0)
  const starts = node.numbers('starts') ?? numbers(1, 'starts') ?? []
  const ends = node.numbers('ends') ?? numbers(2, 'ends') ?? []
  const axes = node.numbers('axes') ?? numbers(3, 'axes')
  const steps = numbers(4, 'steps')
  // What stays whole needs no length: the batch may be unknown.
  const along = (axes ?? starts.map((_, i) => i)).map((axis) => axisOf(axis, x.shape.length, 'Slice'))
  const cut = along.flatMap((_, i) =>
    starts[i] === 0 && ends[i]! >= 2 ** 31 - 1 && (steps?.[i] ?? 1) === 1 ? [] : [i],
  )
  if (cut.length === 0) return [x]
  const of = (list: readonly number[]): number[] => cut.map((i) => list[i]!)
  return [ops.slice(x, { starts: of(starts), ends: of(ends), axes: of(along), ...(steps ? { steps: of(steps) } : {}) })]
}

/** Lengths are an attribute below operator set 13, an input since; left out, the parts are equal: as many as there are outputs,
 *  or `num_outputs` (operator set 18), the last one then shorter where it must be. */
export const Split: Importer = (node, { tensor, numbers }) => {
  const x = tensor(0)
  const axis = axisOf(node.number('axis', 0), x.shape.length, 'Split')
  const count = node.number('num_outputs', node.outputs.length)
  const lengths = node.numbers('split') ?? numbers(1, 'split') ?? evenly(fixedDim(x, axis, 'Split'), count)
  return lengths.length === 1 ? [x] : ops.split(x, lengths, axis)
}

function evenly(length: number, parts: number): number[] {
  const each = Math.ceil(length / parts)
  const lengths = Array.from({ length: parts }, (_, i) => Math.min(each, length - i * each))
  demand(
    lengths.every((part) => part >= 0),
    { who: 'Split', rule: `${length} must be enough for ${parts} parts`, value: length },
  )
  return lengths
}

/** One known place is cut out, whose gradient is a border of zeros; else rows are gathered. */
export const Gather: Importer = (node, { values, tensor }) => {
  const x = tensor(0)
  const axis = axisOf(node.number('axis', 0), x.shape.length, 'Gather')
  const places = values[1]
  if (places && isKnown(places) && places.shape.length === 0 && typeof places.data[0] === 'number') {
    const place = places.data[0]
    const start = place < 0 ? place + fixedDim(x, axis, 'Gather') : place
    return [ops.squeeze(ops.slice(x, { starts: [start], ends: [start + 1], axes: [axis] }), [axis])]
  }
  return [ops.gather(x, ops.cast(tensor(1), 'int64'), axis)]
}

export const GatherElements: Importer = (node, { tensor }) => [
  ops.gatherElements(tensor(0), ops.cast(tensor(1), 'int64'), node.number('axis', 0)),
]

export const GatherND: Importer = (node, { tensor }) => {
  const batch = node.number('batch_dims', 0)
  demand(batch === 0, { who: 'GatherND', rule: 'batch_dims must be 0', value: batch })
  return [ops.gatherND(tensor(0), ops.cast(tensor(1), 'int64'))]
}

export const ScatterElements: Importer = (node, { tensor }) => [
  ops.scatterElements(tensor(0), ops.cast(tensor(1), 'int64'), tensor(2), {
    axis: node.number('axis', 0),
    reduction: node.choice('reduction', ['none', 'add'], 'none'),
  }),
]

export const ScatterND: Importer = (node, { tensor }) => [
  ops.scatterND(tensor(0), ops.cast(tensor(1), 'int64'), tensor(2), node.choice('reduction', ['none', 'add'], 'none')),
]

export const TopK: Importer = (node, { tensor, number }) => {
  node.ignore('sorted')
  const k = number(1, 'k')
  demand(k !== undefined, { who: 'TopK', rule: 'must have the input k' })
  const { values, indices } = ops.topK(tensor(0), {
    k,
    axis: node.number('axis', -1),
    largest: node.flag('largest', true),
  })
  return [values, indices]
}

export const CumSum: Importer = (node, { tensor, number }) => [
  ops.cumSum(tensor(0), number(1, 'axis') ?? 0, { exclusive: node.flag('exclusive'), reverse: node.flag('reverse') }),
]

/** Pads are an attribute below operator set 11, an input since; negative ones cut off. */
export const Pad: Importer = (node, { tensor, values, numbers }) => {
  const x = tensor(0)
  const rank = x.shape.length
  const given = node.numbers('pads') ?? numbers(1, 'pads') ?? []
  const along = (numbers(3, 'axes') ?? x.shape.map((_, i) => i)).map((axis) => axisOf(axis, rank, 'Pad'))
  const pads = new Array<number>(2 * rank).fill(0)
  for (const [i, axis] of along.entries()) {
    pads[axis] = given[i]!
    pads[rank + axis] = given[along.length + i]!
  }
  const mode = node.choice('mode', ['constant', 'reflect', 'edge', 'wrap'], 'constant')
  if (mode !== 'constant') return [ops.padFrom(x, pads, mode)]
  const filled = values[2]
  demand(filled === undefined || isKnown(filled), { who: 'Pad', rule: 'the value of the border must be known' })
  const value = node.has('value') ? node.number('value') : Number(filled?.data[0] ?? 0)
  const cut = ops.padFrom(
    x,
    pads.map((p) => Math.min(p, 0)),
    'edge',
  )
  return [
    ops.pad(
      cut,
      pads.map((p) => Math.max(p, 0)),
      value,
    ),
  ]
}

/** The upper or lower triangle of matrices, zeros elsewhere. */
export const Trilu: Importer = (node, { tensor, number }) => {
  const x = tensor(0)
  const [rows, columns] = [fixedDim(x, -2, 'Trilu'), fixedDim(x, -1, 'Trilu')]
  const [upper, k] = [node.flag('upper', true), number(1, 'k') ?? 0]
  const kept = Uint8Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns]
    return (upper ? column - row >= k : column - row <= k) ? 1 : 0
  })
  return [ops.where(constant({ dtype: 'bool', shape: [rows, columns], data: kept }), x, 0)]
}

/** Depth to space: blocks of channels become blocks of pixels. */
export const DepthToSpace: Importer = (node, { tensor }) => {
  const x = tensor(0)
  const [n, c, h, w] = [x.shape[0]!, ...[1, 2, 3].map((axis) => fixedDim(x, axis, 'DepthToSpace'))] as [
    number,
    ...number[],
  ]
  const size = node.number('blocksize')
  const out = c! / (size * size)
  const columnsFirst = node.choice('mode', ['DCR', 'CRD'], 'DCR') === 'CRD'
  const apart = ops.reshape(x, columnsFirst ? [n, out, size, size, h!, w!] : [n, size, size, out, h!, w!])
  const moved = ops.transpose(apart, columnsFirst ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2])
  return [ops.reshape(moved, [n, out, h! * size, w! * size])]
}

/** Space to depth: blocks of pixels become blocks of channels. */
export const SpaceToDepth: Importer = (node, { tensor }) => {
  const x = tensor(0)
  const [n, c, h, w] = [x.shape[0]!, ...[1, 2, 3].map((axis) => fixedDim(x, axis, 'SpaceToDepth'))] as [
    number,
    ...number[],
  ]
  const size = node.number('blocksize')
  const apart = ops.reshape(x, [n, c!, h! / size, size, w! / size, size])
  return [ops.reshape(ops.transpose(apart, [0, 3, 5, 1, 2, 4]), [n, c! * size * size, h! / size, w! / size])]
}
