import type { Attributes, Tensor, TensorType } from './tensor.ts'

/** How ONNX types an attribute. */
export type AttributeKind = 'int' | 'float' | 'ints' | 'floats' | 'string'

/** What a gradient rule may look at besides the inputs. */
export interface Applied {
  /** The first output. */
  readonly y: Tensor
  readonly outputs: readonly Tensor[]
  readonly attributes: Attributes
  /** Gradients of all outputs, null where none flows back; the first is the rule's `g`. */
  readonly gradients: readonly (Tensor | null)[]
}

/** Vector-Jacobian product: from the gradient of the first output to the gradient of each input, null where none
 *  flows. Broadcasting is undone by `grad`: a rule may return the broadcast shape. Rules receive the operator table,
 *  so that imports between operators stay one-way. */
export type Vjp<Inputs, Table> = (g: Tensor, inputs: Inputs, ops: Table, applied: Applied) => readonly (Tensor | null)[]

/** An ONNX operator with its shape rule and its gradient rule. With no arguments: some operator, whatever it takes
 *  (`never`, so that only `apply` and `grad`, which know what they hold, can call its rules). */
export interface Operator<Inputs = never, Table = never> {
  /** The operator's ONNX name. null: it emits nothing, its output is its first input. */
  readonly onnx: string | null
  /** Of the operator set that it belongs to. Default: ONNX's own. */
  readonly domain?: string
  /** Of an operator that emits nothing: what its first input is a function of the others, in a word (see `composed`). */
  readonly meaning?: string
  readonly attributes?: Readonly<Record<string, AttributeKind>>
  /** How many outputs every model has; the later ones are left out where nothing reads them. Default: all. */
  readonly outputs?: number
  readonly infer: (inputs: Inputs, attributes: Attributes) => readonly TensorType[]
  /** null: no gradient flows through this operator. */
  readonly vjp: Vjp<Inputs, Table> | null
}
