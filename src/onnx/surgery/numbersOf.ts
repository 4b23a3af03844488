import type { TensorProto } from 'onnx-buf'
import { TensorProto_DataLocation as Place } from 'onnx-buf'
import { elementType } from './elementType.ts'

/** The numbers of a float32 constant; undefined where it is of another type, or keeps its numbers in another file. */
export function numbersOf(tensor: TensorProto | undefined): Float32Array | undefined {
  if (tensor?.dataType !== elementType.float32 || tensor.dataLocation === Place.EXTERNAL) return undefined
  // The bytes may begin anywhere, which a Float32Array may not.
  if (tensor.rawData.length > 0) return new Float32Array(tensor.rawData.slice().buffer)
  return Float32Array.from(tensor.floatData)
}
