import { writeFileSync } from 'node:fs'
import type { ModelText } from '../../src/onnx/models.testing.ts'
import { modelBytes, node, tensorElsewhere } from '../../src/onnx/models.testing.ts'
import { random } from '../../src/random.ts'
import type { NumericArray } from '../../src/tensor/array.ts'
import { bytes, floats, sizeOf } from '../../src/tensor/array.ts'

const drawn = (name: string, shape: readonly number[]): NumericArray => {
  const noise = random(name)
  const scale = Math.sqrt(2 / sizeOf(shape.slice(1)))
  return floats(
    Float32Array.from({ length: sizeOf(shape) }, () => scale * noise.normal()),
    shape,
  )
}

const flat = (size: number, value: number): NumericArray => floats(new Float32Array(size).fill(value))

/** Weights of a convolution and the batch normalisation after it, by PyTorch's names. */
const block = (place: number, outputs: number, inputs: number): Record<string, NumericArray> => ({
  [`conv${place}.weight`]: drawn(`conv${place}`, [outputs, inputs, 3, 3]),
  [`bn${place}.weight`]: flat(outputs, 1),
  [`bn${place}.bias`]: flat(outputs, 0.1),
  [`bn${place}.running_mean`]: flat(outputs, 0.01 * place),
  [`bn${place}.running_var`]: flat(outputs, 1 + 0.1 * place),
})

/** The weights that training can change, from the images upwards. */
export const weights = ['conv1.weight', 'bn1.weight', 'bn1.bias', 'conv2.weight', 'bn2.weight', 'bn2.bias']

const halving = { strides: [2, 2], pads: [1, 1, 1, 1] }

const normalized = (place: number, input: string, output: string) =>
  node(
    `BatchNormalization ${input} bn${place}.weight bn${place}.bias bn${place}.running_mean bn${place}.running_var -> ${output}`,
  )

/** A small network as an exporter would write it: two convolutions, each of which halves the image, to `map` [N, 6, H/4, W/4] and
 *  to its mean, `features` [N, 6]. */
export const backboneText: ModelText = {
  nodes: [
    node('Conv images conv1.weight -> c1', halving, { name: '/conv1/Conv' }),
    normalized(1, 'c1', 'b1'),
    node('Relu b1 -> r1', {}, { name: '/relu1/Relu' }),
    node('Conv r1 conv2.weight -> c2', halving, { name: '/conv2/Conv' }),
    normalized(2, 'c2', 'b2'),
    node('Relu b2 -> map', {}, { name: '/relu2/Relu' }),
    node('GlobalAveragePool map -> pooled'),
    node('Flatten pooled -> features'),
  ],
  inputs: { images: ['N', 3, 'H', 'W'] },
  outputs: { features: ['N', 6], map: ['N', 6, 'h', 'w'] },
  initializers: { ...block(1, 4, 3), ...block(2, 6, 4) },
}

/** Writes the network, with another operator in place of its first Relu where one is named, and made for images of one size alone
 *  where a side is: what it averages over is then counted. */
export function backboneFile(path: string, operator = 'Relu', side?: number): string {
  const averaged =
    side === undefined ? undefined : node('AveragePool map -> pooled', { kernel_shape: [side / 4, side / 4] })
  const nodes = backboneText.nodes.map((one) => {
    if (one.name === '/relu1/Relu') return { ...one, operator }
    return one.operator === 'GlobalAveragePool' ? (averaged ?? one) : one
  })
  const inputs = side === undefined ? backboneText.inputs : { images: ['N', 3, side, side] }
  writeFileSync(path, modelBytes({ ...backboneText, nodes, inputs }))
  return path
}

/** Writes the network with the first convolution's weights in another file, which is not there. */
export function backboneInParts(path: string): string {
  const { 'conv1.weight': first, ...initializers } = backboneText.initializers!
  const tensors = [tensorElsewhere('conv1.weight', first!.shape, 'weights.bin')]
  writeFileSync(path, modelBytes({ ...backboneText, initializers, tensors }))
  return path
}

/** Writes a quantised network: a convolution of whole numbers, then the mean of its map. */
export function quantizedFile(path: string): string {
  const kernel = Uint8Array.from({ length: 6 * 3 * 9 }, (_, i) => (i * 89) % 256)
  const number = (value: number): NumericArray => floats([value], [])
  const zero = (value: number): NumericArray => bytes(Uint8Array.of(value), [])
  const text: ModelText = {
    nodes: [
      node('QuantizeLinear images x.scale x.zero -> quantized'),
      node(
        'QLinearConv quantized x.scale x.zero conv.weight w.scale w.zero y.scale y.zero -> c',
        { strides: [2, 2], pads: [1, 1, 1, 1] },
        { name: '/conv/Conv_quant' },
      ),
      node('DequantizeLinear c y.scale y.zero -> map'),
      node('GlobalAveragePool map -> pooled'),
      node('Flatten pooled -> features'),
    ],
    inputs: { images: ['N', 3, 'H', 'W'] },
    outputs: { features: ['N', 6] },
    initializers: {
      'x.scale': number(0.02),
      'x.zero': zero(128),
      'conv.weight': bytes(kernel, [6, 3, 3, 3]),
      'w.scale': number(0.01),
      'w.zero': zero(128),
      'y.scale': number(0.2),
      'y.zero': zero(128),
    },
  }
  writeFileSync(path, modelBytes(text))
  return path
}
