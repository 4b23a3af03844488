import { timesDim } from '../../tensor/dim.ts'
import { axisOf } from '../../tensor/shape.ts'
import type { Dim } from '../../tensor/tensor.ts'
import type { Fold } from './foldNumbers.ts'
import { pairwise, placeIn } from './foldNumbers.ts'
import type { NodeReader } from './nodeReader.ts'
import type { Known } from './value.ts'
import { known, mostKnown } from './value.ts'

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, d) => product * d, 1)

/** The numbers of an input, or of the attribute that older operator sets have in its place. */
const listAt = (input: Known | undefined, node: NodeReader, name: string): number[] | undefined => {
  const list: readonly Dim[] | undefined = node.numbers(name) ?? input?.data
  return list?.every((x) => typeof x === 'number') ? [...(list as readonly number[])] : undefined
}

/** A result of which each place comes from a place of `x`, by its coordinates. */
function moved(
  x: Known,
  shape: readonly number[],
  from: (at: readonly number[]) => readonly number[],
): Known | undefined {
  const count = sizeOf(shape)
  if (count > mostKnown) return undefined
  const data = Array.from({ length: count }, (_, i) => {
    const at = from(coordinates(i, shape))
    return x.data[at.reduce((place, c, axis) => place * x.shape[axis]! + c, 0)]!
  })
  return known(x.dtype, data, shape)
}

function coordinates(i: number, shape: readonly number[]): number[] {
  const at: number[] = []
  let left = i
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    at[axis] = left % shape[axis]!
    left = Math.floor(left / shape[axis]!)
  }
  return at
}

const reshaped = (x: Known, shape: readonly number[]): Known => known(x.dtype, x.data, shape)

const gather: Fold = ([x, places], node) => {
  if (!x || !places?.data.every((d) => typeof d === 'number')) return undefined
  const axis = axisOf(node.number('axis', 0), x.shape.length, 'Gather')
  const shape = [...x.shape.slice(0, axis), ...places.shape, ...x.shape.slice(axis + 1)]
  return moved(x, shape, (at) => {
    const place = at.slice(axis, axis + places.shape.length).reduce((p, c, i) => p * places.shape[i]! + c, 0)
    const index = places.data[place] as number
    const inside = index < 0 ? index + x.shape[axis]! : index
    return [...at.slice(0, axis), inside, ...at.slice(axis + places.shape.length)]
  })
}

const slice: Fold = ([x, starts, ends, axes, steps], node) => {
  const [from, to] = [listAt(starts, node, 'starts'), listAt(ends, node, 'ends')]
  if (!x || !from || !to) return undefined
  const along = (listAt(axes, node, 'axes') ?? from.map((_, i) => i)).map((a) => axisOf(a, x.shape.length, 'Slice'))
  const by = listAt(steps, node, 'steps') ?? from.map(() => 1)
  const ranges = x.shape.map((length, axis) => {
    const i = along.indexOf(axis)
    return i < 0 ? { first: 0, step: 1, count: length } : range(length, from[i]!, to[i]!, by[i]!)
  })
  return moved(
    x,
    ranges.map(({ count }) => count),
    (at) => at.map((c, axis) => ranges[axis]!.first + c * ranges[axis]!.step),
  )
}

function range(length: number, start: number, end: number, step: number) {
  const inside = (i: number): number => (i < 0 ? i + length : i)
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1]
  const first = Math.min(Math.max(inside(start), 0), step > 0 ? length : length - 1)
  const last = Math.min(Math.max(inside(end), low), high)
  return { first, step, count: Math.max(Math.ceil((last - first) / step), 0) }
}

const concat: Fold = (xs, node) => {
  const [first] = xs
  if (!first) return undefined
  const axis = axisOf(node.number('axis'), first.shape.length, 'Concat')
  const before = sizeOf(first.shape.slice(0, axis))
  const data: Dim[] = []
  for (let row = 0; row < before; row++)
    for (const x of xs) {
      const width = sizeOf(x.shape.slice(axis))
      for (let i = 0; i < width; i++) data.push(x.data[row * width + i]!)
    }
  const length = xs.reduce((sum, x) => sum + x.shape[axis]!, 0)
  return known(
    first.dtype,
    data,
    first.shape.map((d, i) => (i === axis ? length : d)),
  )
}

const reshape: Fold = ([x, target], node) => {
  const list = listAt(target, node, 'shape')
  if (!x || !list) return undefined
  const kept = list.map((d, i) => (d === 0 && !node.flag('allowzero') ? x.shape[i]! : d))
  const named = sizeOf(kept.filter((d) => d !== -1))
  return reshaped(
    x,
    kept.map((d) => (d === -1 ? x.data.length / named : d)),
  )
}

const squeeze: Fold = ([x, axes], node) => {
  if (!x) return undefined
  const list = listAt(axes, node, 'axes')?.map((axis) => axisOf(axis, x.shape.length, 'Squeeze'))
  return reshaped(
    x,
    x.shape.filter((d, i) => (list ? !list.includes(i) : d !== 1)),
  )
}

const unsqueeze: Fold = ([x, axes], node) => {
  const list = listAt(axes, node, 'axes')
  if (!x || !list) return undefined
  const shape = [...x.shape]
  const places = list.map((axis) => axisOf(axis, x.shape.length + list.length, 'Unsqueeze'))
  for (const place of places.sort((a, b) => a - b)) shape.splice(place, 0, 1)
  return reshaped(x, shape)
}

const transpose: Fold = ([x], node) => {
  if (!x) return undefined
  const perm = node.numbers('perm') ?? x.shape.map((_, i) => x.shape.length - 1 - i)
  return moved(
    x,
    perm.map((axis) => x.shape[axis]!),
    (at) => x.shape.map((_, axis) => at[perm.indexOf(axis)]!),
  )
}

const expand: Fold = ([x, target], node) => {
  const list = listAt(target, node, 'shape')
  if (!x || !list || sizeOf(list) * x.data.length > mostKnown) return undefined
  return pairwise(
    known(x.dtype, list.length === 0 ? [0] : new Array<number>(sizeOf(list)).fill(0), list),
    x,
    (_, b) => b,
  )
}

const constantOfShape: Fold = ([target], node) => {
  const list = target?.data
  if (!list?.every((d) => typeof d === 'number') || sizeOf(list) > mostKnown) return undefined
  const value = node.array('value')
  return known(value?.dtype ?? 'float32', new Array<number>(sizeOf(list)).fill(Number(value?.data[0] ?? 0)), [...list])
}

const rangeOf: Fold = ([start, limit, delta]) => {
  const [from, to, by] = [start?.data[0], limit?.data[0], delta?.data[0]]
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number') return undefined
  const count = Math.max(Math.ceil((to - from) / by), 0)
  return count > mostKnown
    ? undefined
    : known(
        start!.dtype,
        Array.from({ length: count }, (_, i) => from + i * by),
      )
}

const split: Fold = ([x, lengths], node) => {
  if (!x) return undefined
  const axis = axisOf(node.number('axis', 0), x.shape.length, 'Split')
  const count = node.number('num_outputs', node.outputs.length)
  const each = Math.ceil(x.shape[axis]! / count)
  const parts = listAt(lengths, node, 'split') ?? node.outputs.map((_, i) => Math.min(each, x.shape[axis]! - i * each))
  let start = 0
  const found = parts.map((length) => {
    const first = start
    start += length
    const shape = x.shape.map((d, i) => (i === axis ? length : d))
    return moved(x, shape, (at) => at.map((c, i) => (i === axis ? c + first : c)))
  })
  return found.every((part) => part !== undefined) ? (found as Known[]) : undefined
}

const reduce =
  (f: (a: Dim, b: Dim) => Dim | undefined): Fold =>
  ([x, axes], node) => {
    if (!x) return undefined
    const list = listAt(axes, node, 'axes') ?? []
    const none = node.flag('noop_with_empty_axes')
    if (list.length === 0 && none) return x
    const along = list.length === 0 ? x.shape.map((_, i) => i) : list.map((a) => axisOf(a, x.shape.length, 'Reduce'))
    const keep = node.flag('keepdims', true)
    const kept = x.shape.map((d, i) => (along.includes(i) ? 1 : d))
    const found = new Array<Dim | undefined>(sizeOf(kept)).fill(undefined)
    for (const [i, d] of x.data.entries()) {
      const place = placeIn(kept, x.shape, i)
      const held = found[place]
      found[place] = held === undefined ? d : f(held, d)
      if (found[place] === undefined) return undefined
    }
    const shape = keep ? kept : x.shape.filter((_, i) => !along.includes(i))
    return found.every((d) => d !== undefined) ? known(x.dtype, found as Dim[], shape) : undefined
  }

const numeric =
  (f: (a: number, b: number) => number) =>
  (a: Dim, b: Dim): Dim | undefined =>
    typeof a === 'number' && typeof b === 'number' ? f(a, b) : undefined

/** What moves known numbers about, by operator. */
export const foldMoves: Readonly<Record<string, Fold>> = {
  Concat: concat,
  ConstantOfShape: constantOfShape,
  Expand: expand,
  Flatten: ([x], node) => {
    if (!x) return undefined
    const axis = node.number('axis', 1)
    const at = axis < 0 ? axis + x.shape.length : axis
    return reshaped(x, [sizeOf(x.shape.slice(0, at)), sizeOf(x.shape.slice(at))])
  },
  Gather: gather,
  Identity: ([x]) => x,
  Range: rangeOf,
  ReduceMax: reduce(numeric(Math.max)),
  ReduceMin: reduce(numeric(Math.min)),
  ReduceProd: reduce(timesDim),
  ReduceSum: reduce(numeric((a, b) => a + b)),
  Reshape: reshape,
  Slice: slice,
  Split: split,
  Squeeze: squeeze,
  Transpose: transpose,
  Unsqueeze: unsqueeze,
}
