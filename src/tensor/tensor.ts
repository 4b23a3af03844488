import { demand } from '../errors.ts'
import type { NumericArray } from './array.ts'
import { bools, floats, ints } from './array.ts'
import type { Operator } from './operator.ts'

/** Element types, by their ONNX names in lower case (`float32` is ONNX's FLOAT). */
export type DType = 'float32' | 'int64' | 'int32' | 'uint8' | 'bool'

/** A dimension: a number, or the name of one that is known only when the model runs, such as `'N'`. */
export type Dim = number | string
export type Shape = readonly Dim[]

export interface TensorType {
  readonly dtype: DType
  readonly shape: Shape
}

/** A symbolic value: what an operator will compute, an input of the model, or a constant. Immutable. */
export interface Tensor extends TensorType {
  readonly source: Source
}

export type Source =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'constant'; readonly array: NumericArray }
  | { readonly kind: 'node'; readonly node: Node; readonly index: number }

/** One application of an operator. */
export interface Node {
  readonly operator: Operator
  readonly inputs: readonly Tensor[]
  readonly attributes: Attributes
  readonly outputs: readonly Tensor[]
}

export type Attribute = number | string | readonly number[]
export type Attributes = Readonly<Record<string, Attribute>>

/** An input of the model, fed by name when it runs. */
export function input(name: string, dtype: DType, shape: Shape): Tensor {
  demand(name !== '', { who: 'input', rule: 'an input needs a name', value: name })
  return { dtype, shape, source: { kind: 'input', name } }
}

/** A constant of the model. */
export function constant(array: NumericArray): Tensor {
  return { dtype: array.dtype, shape: array.shape, source: { kind: 'constant', array } }
}

/** A number as a scalar of the given type. */
export function scalar(value: number, dtype: DType = 'float32'): Tensor {
  if (dtype === 'float32') return constant(floats([value], []))
  if (dtype === 'int64') return constant(ints([value], []))
  demand(dtype === 'bool', { who: 'scalar', rule: 'a number becomes float32, int64 or bool', value: dtype })
  return constant(bools([value], []))
}

/** The concrete value of a constant; undefined for everything else. */
export function constantValue(x: Tensor): NumericArray | undefined {
  return x.source.kind === 'constant' ? x.source.array : undefined
}

/** Applies an operator: infers the outputs' types and returns the outputs. */
export function applyAll<const Inputs extends readonly Tensor[]>(
  operator: Operator<Inputs, never>,
  inputs: Inputs,
  attributes: Attributes = {},
): readonly Tensor[] {
  const outputs: Tensor[] = []
  const node: Node = { operator, inputs, attributes, outputs }
  for (const [index, type] of operator.infer(inputs, attributes).entries())
    outputs.push({ ...type, source: { kind: 'node', node, index } })
  return outputs
}

/** Applies an operator with one output. */
export function apply<const Inputs extends readonly Tensor[]>(
  operator: Operator<Inputs, never>,
  inputs: Inputs,
  attributes: Attributes = {},
): Tensor {
  return applyAll(operator, inputs, attributes)[0]!
}
