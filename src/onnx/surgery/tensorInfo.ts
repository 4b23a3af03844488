import { create } from '@bufbuild/protobuf'
import type { ValueInfoProto } from 'onnx-buf'
import { ValueInfoProtoSchema } from 'onnx-buf'
import type { Shape } from '../../tensor/tensor.ts'

/** An input or output of a graph, of an element type (`elementType`).
 *  @param shape left out: the model does not say */
export function tensorInfo(name: string, elemType: number, shape?: Shape): ValueInfoProto {
  const dim = shape?.map((d) =>
    typeof d === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(d) } }
      : { value: { case: 'dimParam' as const, value: d } },
  )
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType, ...(dim && { shape: { dim } }) } } },
  })
}
