import { fromBinary, toBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import { describe, expect, it } from 'vitest'
import { elementType } from './elementType.ts'
import { foldBatchNorm } from './foldBatchNorm.ts'
import { images, leastCosine, network, run } from './network.testing.ts'
import { numbersOf } from './numbersOf.ts'
import { toFloat16 } from './toFloat16.ts'

const core = foldBatchNorm(network())
const typesOf = (model: Uint8Array): number[] =>
  fromBinary(ModelProtoSchema, model)
    .graph!.initializer.filter(({ dims }) => dims.length > 1)
    .map(({ dataType }) => dataType)

describe('toFloat16', () => {
  it('has its weights in float16, inputs and outputs in float32, and nearly the same results', async () => {
    const model = toFloat16(core)
    expect(new Set(typesOf(model))).toEqual(new Set([elementType.float16]))
    expect(model.length).toBeLessThan(0.7 * core.length)
    const [exact, rounded] = [await run(core), await run(model)]
    expect(rounded.embeddings!.dtype).toBe('float32')
    const [a, b] = [exact.embeddings!.data as Float32Array, rounded.embeddings!.data as Float32Array]
    expect(leastCosine(a, b, 8)).toBeGreaterThan(0.99999)
    expect([...b]).not.toEqual([...a])
  })

  it('takes lengths in float32: rows stay of length 1 where their squares would be beyond float16', async () => {
    const proto = fromBinary(ModelProtoSchema, core)
    const last = proto.graph!.initializer.filter(({ dims }) => dims.length === 2).at(-1)!
    const large = numbersOf(last)!.map((value) => 2000 * value)
    last.rawData = new Uint8Array(large.buffer)
    const { embeddings } = await run(toFloat16(toBinary(ModelProtoSchema, proto)))
    for (let row = 0; row < 4; row++) {
      const squares = [...(embeddings!.data as Float32Array).subarray(8 * row, 8 * row + 8)].map((x) => x * x)
      expect(squares.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    }
  })

  it('leaves in float32 what float16 cannot hold: a weight, or a number that was seen in between', async () => {
    const proto = fromBinary(ModelProtoSchema, core)
    const [first] = proto.graph!.initializer.filter(({ dims }) => dims.length === 4)
    const huge = numbersOf(first!)!.map((value) => 1e6 * value)
    first!.rawData = new Uint8Array(huge.buffer)
    const model = toBinary(ModelProtoSchema, proto)
    expect(typesOf(toFloat16(model)).filter((type) => type === elementType.float32)).toHaveLength(1)

    const sizes = new Map(
      proto.graph!.node.flatMap(({ output }) => output.map((name): [string, number] => [name, 1e6])),
    )
    const careful = await run(toFloat16(model, { sizes }), images())
    const exact = await run(model)
    expect([...(careful.embeddings!.data as Float32Array)]).toEqual([...(exact.embeddings!.data as Float32Array)])
  })
})
