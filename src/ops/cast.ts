import type { Operator } from '../tensor/operator.ts'
import type { DType, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

/** ONNX's numbers for element types (TensorProto.DataType). */
export const dataType: Record<DType, number> = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 }

/** Another element type. No gradient flows through a conversion. */
export function cast(x: Tensor, dtype: DType): Tensor {
  if (x.dtype === dtype) return x
  const operator: Operator<readonly [Tensor], Ops> = {
    onnx: 'Cast',
    attributes: { to: 'int' },
    infer: ([from]) => [{ dtype, shape: from.shape }],
    vjp: null,
  }
  return apply(operator, [x], { to: dataType[dtype] })
}
