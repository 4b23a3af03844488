import type { TensorProto } from 'onnx-buf'
import { TensorProto_DataLocation as Place, TensorProto_DataType as T } from 'onnx-buf'
import { demand, fail } from '../errors.ts'
import type { Data, NumericArray } from '../tensor/array.ts'
import type { ElementType } from './elementTypes.ts'
import { elementTypeName, elementTypes } from './elementTypes.ts'

/** Fetches the bytes of a tensor that lies in another file. @param size how many it must have */
export type Outside = (tensor: TensorProto, size: number) => Uint8Array

/** The numbers of a tensor of a file, or undefined where no array here holds its type. Fails, naming the file and the
 *  tensor, where the numbers that are there are not as many as its dimensions say: before anything is allocated. */
export function readTensor(tensor: TensorProto, file: string, outside: Outside): NumericArray | undefined {
  const who = `${file}, tensor '${tensor.name}'`
  const type = elementTypes.get(tensor.dataType)
  const shape = tensor.dims.map((d) => {
    demand(d >= 0n && d <= BigInt(Number.MAX_SAFE_INTEGER), {
      who,
      rule: 'dimensions must not be negative or beyond 2^53',
      value: d,
    })
    return Number(d)
  })
  demand(tensor.dataType !== T.UNDEFINED, { who, rule: 'must say the type of its numbers', remedy })
  if (!type) return undefined
  demand(!tensor.segment, { who, rule: 'must be whole: tensors in segments are not read', remedy })
  const count = shape.reduce((product, d) => product * d, 1)
  demand(Number.isSafeInteger(count * type.bytes), { who, rule: `[${shape}] is more than any file holds`, remedy })
  const data = dataOf(tensor, type, { count, who, outside })
  demand(data.length === count, {
    who,
    rule: `[${shape}] must hold ${count} numbers`,
    value: data.length,
    remedy,
  })
  demand(tensor.dataType !== T.UINT64 || (data as BigInt64Array).every((x) => x >= 0n), {
    who,
    rule: 'whole numbers must lie below 2^63',
  })
  return { dtype: type.dtype, shape, data }
}

const remedy = 'restore the file from a copy, or export it again'

function dataOf(
  tensor: TensorProto,
  type: ElementType,
  { count, who, outside }: { count: number; who: string; outside: Outside },
): Data {
  if (tensor.dataLocation === Place.EXTERNAL) return type.fromBytes(outside(tensor, count * type.bytes))
  const { rawData, floatData, doubleData, int32Data, int64Data, uint64Data } = tensor
  if (rawData.length > 0 || count === 0) {
    demand(rawData.length === count * type.bytes, {
      who,
      rule: `${count} numbers of ${elementTypeName(tensor.dataType)} are ${count * type.bytes} bytes`,
      value: rawData.length,
      remedy,
    })
    // A copy: numbers of four bytes must begin at a multiple of four, and the file's bytes are the caller's.
    return type.fromBytes(rawData.slice())
  }
  const field = [floatData, doubleData, int32Data, int64Data, uint64Data].find(({ length }) => length > 0) ?? []
  demand(field.length === count, { who, rule: `must hold ${count} numbers`, value: field.length, remedy })
  if (field === floatData || field === doubleData) {
    const matches = tensor.dataType === (field === floatData ? T.FLOAT : T.DOUBLE)
    return matches
      ? Float32Array.from(field as number[])
      : fail({ who, rule: `numbers of ${elementTypeName(tensor.dataType)} must not lie among the floats`, remedy })
  }
  return type.fromWholes
    ? type.fromWholes(field)
    : fail({ who, rule: `numbers of ${elementTypeName(tensor.dataType)} must not lie among the whole ones`, remedy })
}
