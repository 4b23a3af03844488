import type { NumericArray } from '../tensor/array.ts'
import type { Shape } from '../tensor/tensor.ts'

/** A model file as plain data, checked: every node comes after all that it reads, and every name is made once.
 *  `readModel` makes it; nothing changes it. */
export interface ModelGraph extends GraphBody {
  /** The path, or what the caller calls the bytes: for messages. */
  readonly file: string
  /** Version of ONNX's own operators. */
  readonly opset: number
  /** Versions of all operator sets by domain, '' being ONNX's own. */
  readonly opsets: ReadonlyMap<string, number>
  /** What wrote the file: 'pytorch', ... */
  readonly producer: string
  /** Pairs that the file carries: labels, configuration. */
  readonly metadata: ReadonlyMap<string, string>
}

/** A graph, or one that lies inside a node (a branch of `If`). */
export interface GraphBody {
  /** What is fed, without the initializers that old files list here too. */
  readonly inputs: readonly GraphValue[]
  readonly outputs: readonly GraphValue[]
  readonly nodes: readonly GraphNode[]
  /** The numbers that the file brings along. Half, brain and double precision are read as float32; whole numbers that are
   *  neither int64, int32 nor uint8 as the next larger of them. */
  readonly initializers: ReadonlyMap<string, NumericArray>
  /** The element types of initializers that no array here holds (text, complex numbers, 8-bit floats), by name. */
  readonly unread: ReadonlyMap<string, string>
}

/** An input or output, as the file declares it. */
export interface GraphValue {
  readonly name: string
  /** ONNX's name of the element type in lower case: `float`, `float16`, `uint8`; null where it is no tensor. */
  readonly type: string | null
  /** A dimension that the file leaves open is a name, which may be empty. Undefined: not even the rank is declared. */
  readonly shape: Shape | undefined
}

export interface GraphNode {
  /** Its name, or `Conv #12` where the file gives none. */
  readonly name: string
  /** The operator's ONNX name. */
  readonly operator: string
  /** '' is ONNX's own. */
  readonly domain: string
  /** Names of what it reads; '' where an optional input is left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: ReadonlyMap<string, GraphAttribute>
}

export type GraphAttribute =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'numbers'; readonly value: readonly number[] }
  | { readonly kind: 'texts'; readonly value: readonly string[] }
  | { readonly kind: 'array'; readonly value: NumericArray }
  | { readonly kind: 'graph'; readonly value: GraphBody }
  /** What nothing here reads: a type, a sparse tensor. */
  | { readonly kind: 'other'; readonly value: string }
