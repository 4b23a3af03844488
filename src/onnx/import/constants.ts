import { fail } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats, ints } from '../../tensor/array.ts'
import { productOfDims } from '../../tensor/dim.ts'
import type { Dim, DType } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'
import type { NodeReader } from './nodeReader.ts'
import { known, knownArray, mostKnown } from './value.ts'

/** The array of a Constant node, whatever the form; undefined where it holds what no array here does. */
export function arrayOfConstant(node: NodeReader): NumericArray | undefined {
  const found = node.array('value')
  if (found) return found
  if (node.has('value_float')) return floats([node.number('value_float')], [])
  if (node.has('value_floats')) return floats(node.numbers('value_floats')!)
  if (node.has('value_int')) return ints([node.number('value_int')], [])
  if (node.has('value_ints')) return ints(node.numbers('value_ints')!)
  return undefined
}

export const Constant: Importer = (node) => {
  const array = arrayOfConstant(node) ?? fail({ who: 'Constant', rule: 'must be of numbers', value: node.unread() })
  return [array.data.length <= mostKnown ? knownArray(array) : constant(array)]
}

/** The lengths of the axes, from `start` to before `end` (operator set 15), as far as they are known: the batch is a symbol. */
export const Shape: Importer = (node, { values }) => {
  const shape: readonly Dim[] = values[0]?.shape ?? fail({ who: 'Shape', rule: 'must have an input' })
  const end = node.has('end') ? node.number('end') : shape.length
  return [known('int64', shape.slice(node.number('start', 0), end))]
}

export const Size: Importer = (_, { values }) => {
  const count = productOfDims(values[0]?.shape ?? [])
  return count === undefined
    ? fail({ who: 'Size', rule: 'at most one dimension may be unknown', value: values[0]?.shape })
    : [known('int64', [count], [])]
}

export const ConstantOfShape: Importer = (node, { dims }, { sizes }) => {
  const shape = dims(0, 'shape') ?? []
  const value = node.array('value') ?? floats([0])
  const one = constant({ ...value, shape: [] })
  if (shape.every((d) => typeof d === 'number')) return [ops.expand(one, shape)]
  return [ops.expand(one, shape, sizes(shape))]
}

/** Element types by ONNX's number; those that are read as float32 are float32. */
const dtypes: Readonly<Record<number, DType>> = {
  1: 'float32',
  2: 'uint8',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float32',
  11: 'float32',
  12: 'int64',
  13: 'int64',
  16: 'float32',
}

/** What a Cast makes. Fails on types that are not read. */
export const castTo = (node: NodeReader): DType => {
  node.ignore('saturate', 'round_mode')
  const to = node.number('to')
  return dtypes[to] ?? fail({ who: 'Cast', rule: 'must be to a type of numbers that is read', value: `type ${to}` })
}

/** Between floats of different precision nothing happens: all are float32 here. */
export const Cast: Importer = (node, { tensor }) => [ops.cast(tensor(0), castTo(node))]

export const CastLike: Importer = (node, { tensor, values }) => {
  node.ignore('saturate', 'round_mode')
  return [ops.cast(tensor(0), values[1]?.dtype ?? 'float32')]
}

/** The same tensor, in training too: exported networks have their Dropout off. The mask, where it is read, keeps everything. */
export const Dropout: Importer = (node, { tensor, values }) => {
  node.ignore('ratio', 'seed')
  const x = values[0] ?? tensor(0)
  if (node.outputs.length < 2 || node.outputs[1] === '') return [x]
  return [x, ops.equal(tensor(0), tensor(0))]
}

export const Identity: Importer = (_, { values, tensor }) => [values[0] ?? tensor(0)]
