import { fromBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import { describe, expect, it } from 'vitest'
import { network, run } from './network.testing.ts'
import { withKernelShapes } from './withKernelShapes.ts'

const kernels = (model: Uint8Array) =>
  fromBinary(ModelProtoSchema, model).graph!.node.flatMap(({ attribute }) =>
    attribute.filter(({ name }) => name === 'kernel_shape').map(({ ints }) => ints.map(Number)),
  )

describe('withKernelShapes', () => {
  it('says the size of each kernel, once, and changes no result', async () => {
    const told = withKernelShapes(withKernelShapes(network()))
    expect(kernels(told)).toEqual([
      [3, 3],
      [3, 3],
    ])
    expect((await run(told)).embeddings!.data).toEqual((await run(network())).embeddings!.data)
  })
})
