import { fromBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import { describe, expect, it } from 'vitest'
import type { NumericArray } from '../../tensor/array.ts'
import { nodesIn } from '../nodesIn.ts'
import { elementType } from './elementType.ts'
import { foldBatchNorm } from './foldBatchNorm.ts'
import { images, leastCosine, network, run } from './network.testing.ts'
import type { Range } from './quantize.ts'
import { quantize, rangesNeeded } from './quantize.ts'
import { withOutputs } from './withOutputs.ts'

const core = foldBatchNorm(network())

async function ranges(): Promise<Map<string, Range>> {
  const names = rangesNeeded(core)
  const seen: Record<string, NumericArray> = { ...(await run(withOutputs(core, names))), pixel_values: images() }
  return new Map(
    names.map((name) => {
      const numbers = [...(seen[name]!.data as Float32Array)]
      return [name, { least: Math.min(...numbers), most: Math.max(...numbers) }]
    }),
  )
}

const count = (model: Uint8Array, wanted: string): number =>
  nodesIn(model).filter(({ operator }) => operator === wanted).length

describe('quantize', () => {
  it('has convolutions and products in int8: nearly the same results from a third of the bytes', async () => {
    const model = quantize(core, await ranges())
    const types = fromBinary(ModelProtoSchema, model).graph!.initializer.filter(({ dims }) => dims.length > 1)
    expect(new Set(types.map(({ dataType }) => dataType))).toEqual(new Set([elementType.int8]))
    const [exact, rounded] = [await run(core), await run(model)]
    const cosine = leastCosine(exact.embeddings!.data as Float32Array, rounded.embeddings!.data as Float32Array, 8)
    expect(cosine).toBeGreaterThan(0.995)
    expect(cosine).toBeLessThan(1)
    expect([count(model, 'QuantizeLinear'), count(core, 'QuantizeLinear')]).toEqual([4, 0])
  })

  it('needs the ranges of what is multiplied, behind the cut of a ReLU and not before it', () => {
    const names = rangesNeeded(core)
    expect(names[0]).toBe('pixel_values')
    expect(names).toHaveLength(4)
    const made = nodesIn(core)
    for (const { name, operator } of made) if (operator === 'Conv') expect(names).not.toContain(name.split(' ')[1])
  })

  it('without ranges has the weights alone in int8', async () => {
    const model = quantize(core, null)
    expect([count(model, 'QuantizeLinear'), count(model, 'DequantizeLinear')]).toEqual([0, 3])
    const [exact, rounded] = [await run(core), await run(model)]
    expect(
      leastCosine(exact.embeddings!.data as Float32Array, rounded.embeddings!.data as Float32Array, 8),
    ).toBeGreaterThan(0.999)
  })

  it('says which range is missing', async () => {
    const known = await ranges()
    known.delete('pixel_values')
    expect(() => quantize(core, known)).toThrow(/range of every activation must be known, got 'none of 'pixel_values''/)
  })

  it('keeps a channel of zeros at zeros, and a range of one point', async () => {
    const zeros = new Map([...(await ranges()).keys()].map((name): [string, Range] => [name, { least: 0, most: 0 }]))
    const { embeddings } = await run(quantize(core, zeros))
    expect((embeddings!.data as Float32Array).every(Number.isFinite)).toBe(true)
  })
})
