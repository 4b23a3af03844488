import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { linear } from '../nn/linear.ts'
import { emit } from '../onnx/emit.ts'
import { quantize } from '../onnx/surgery/quantize.ts'
import { conv, flatten, globalAveragePool, relu } from '../ops/index.ts'
import { random } from '../random.ts'
import { openSession } from '../runtime/session.ts'
import { floats } from '../tensor/array.ts'
import { prefixed } from '../tensor/prefixed.ts'
import { constant, input } from '../tensor/tensor.ts'
import { embeddingModel } from '../train/embedder.ts'
import { features } from '../train/intake.ts'
import { networkOfFeatures } from './networkOfFeatures.ts'

const folder = mkdtempSync(join(tmpdir(), 'nearkin-ship-'))
afterAll(() => rmSync(folder, { recursive: true }))

const rng = random('backbone')
const weight = floats(
  Float32Array.from({ length: 4 * 3 * 9 }, () => rng.below(200) / 100 - 1),
  [4, 3, 3, 3],
)
const pixels = input('input', 'float32', [2, 3, 8, 8])
const backbone = emit(
  { features: flatten(globalAveragePool(relu(conv(pixels, constant(weight))))) },
  { name: 'backbone', inputs: [pixels] },
)
const net = linear({ inputs: 4, outputs: 5 })
const head = embeddingModel(net, features(4), prefixed('network.', net.init(rng).parameters), { weights: 'constant' })
const images = floats(
  Float32Array.from({ length: 2 * 3 * 64 }, () => rng.below(200) / 100 - 1),
  [2, 3, 8, 8],
)

async function oneAfterAnother(model: Uint8Array): Promise<number[]> {
  const [first, second] = [await openSession(model), await openSession(head.bytes)]
  const given = await first.run({ input: images })
  const { embeddings } = await second.run({ features: given.features! })
  return [...(embeddings!.data as Float32Array)]
}

async function together(model: Uint8Array): Promise<number[]> {
  const path = join(folder, 'backbone.onnx')
  writeFileSync(path, model)
  const image = { height: 8, width: 8, fit: 'cover' } as const
  const { core, form } = networkOfFeatures({
    backbone: path,
    output: 'features',
    dimension: 4,
    head: head.bytes,
    image,
  })
  expect(form).toMatchObject({ channels: 3, mean: [0.485, 0.456, 0.406] })
  const session = await openSession(core)
  const results = await session.run({ [session.inputs[0]!]: images })
  return [...(results[session.outputs[0]!]!.data as Float32Array)]
}

describe('networkOfFeatures', () => {
  it('is the backbone and the head after one another, for any number of images', async () => {
    const [expected, found] = [await oneAfterAnother(backbone), await together(backbone)]
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5)
  })

  it('takes a quantised backbone as it is', async () => {
    const quantised = quantize(backbone, null)
    const [expected, found] = [await oneAfterAnother(quantised), await together(quantised)]
    expect(found).toHaveLength(expected.length)
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5)
  })
})
