import type { Dim, Shape, Tensor } from '../../tensor/tensor.ts'
import type { Choose } from './firstFitting.ts'
import type { Inputs } from './inputs.ts'
import type { NodeReader } from './nodeReader.ts'
import type { Value } from './value.ts'

/** What importers need besides the node and its inputs. */
export interface ImportContext {
  /** Version of the operator set that the node is of. */
  readonly opset: number
  /** A value as a tensor of the graph. */
  tensor(value: Value): Tensor
  /** Dimensions as int64 numbers of the graph, those of the batch too. */
  sizes(dims: readonly Dim[]): Tensor
  /** Where the file fixes the batch and another is wanted: the batch of the file. */
  readonly ownBatch: number | undefined
  /** Where the file fixes the batch and another is wanted: the shape that a value has in the file. */
  ownShape(name: string): Shape | undefined
  /** The same with `'N'` for the batch, once that is settled. */
  openShape(name: string): Shape | undefined
  /** Where the file's numbers allow several places for the batch: which one is tried. */
  readonly choose: Choose
  /** The wanted batch. */
  readonly batch: Dim
  /** Whether batch normalisation takes the statistics of the batch. */
  readonly batchStatistics: boolean
  /** Notes the new value of a buffer. @param input the file's name of the buffer */
  remember(input: string, next: Tensor): void
}

/** From a node and its inputs to the values of its outputs, built of our operators. Named by the operator's ONNX name. */
export type Importer = (node: NodeReader, inputs: Inputs, context: ImportContext) => readonly Value[]
