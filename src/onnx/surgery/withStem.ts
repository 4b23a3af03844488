import { create } from '@bufbuild/protobuf'
import { StringStringEntryProtoSchema } from 'onnx-buf'
import { demand } from '../../errors.ts'
import { elementType } from './elementType.ts'
import type { GraphBuilder } from './graphBuilder.ts'
import { graphBuilder } from './graphBuilder.ts'
import { openModel } from './openModel.ts'
import type { ResizeForm } from './resizedPixels.ts'
import { resizedPixels } from './resizedPixels.ts'
import { tensorInfo } from './tensorInfo.ts'

/** How images come to the pixels that a network takes, `(pixel / 255 - mean) / std` for each channel. */
export interface StemForm extends ResizeForm {
  readonly channels: 1 | 3
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

export interface StemOptions {
  readonly form: StemForm
  /** What the model takes. `images`: uint8 [N, H, W, C]. `pixel_values`: float32 [N, 3, H, W], normalised already. */
  readonly input: 'images' | 'pixel_values'
  /** Whether images of any size are resized in the model. Otherwise they must be height x width. */
  readonly resize: boolean
  /** What the model's output is called. */
  readonly output: string
  /** Pairs that are added to the model's own. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** Of red, green and blue in grey (ITU-R BT.709). */
const luma = [0.2126, 0.7152, 0.0722]

/** Puts the way from images in front of a network that takes `pixel_values` float32 [N, channels, height, width], all in one
 *  model. Pixels that were resized are whole numbers again, from 0 to 255, as an image file would hold them. */
export function withStem(core: Uint8Array, { form, input, resize, output, metadata = {} }: StemOptions): Uint8Array {
  const who = 'withStem'
  const model = openModel(core, who)
  const { graph, proto } = model
  const [inner] = graph.input
  const [result] = graph.output
  demand(graph.input.length === 1 && inner && graph.output.length === 1 && result, {
    who,
    rule: 'the network must have one input and one output',
    value: `${graph.input.length} and ${graph.output.length}`,
  })
  const g = graphBuilder('nearkin/')
  const taken = [...model.constants.keys(), ...graph.node.flatMap((node) => node.output)].find((name) =>
    name.startsWith('nearkin/'),
  )
  demand(taken === undefined, { who, rule: "no tensor may have a name that begins with 'nearkin/'", value: taken })
  const { height, width, channels } = form
  const [rows, columns] = resize ? ['H', 'W'] : [height, width]
  const images = input === 'images'
  const pixels = images ? fromImages(g, form, resize, inner.name) : fromPixelValues(g, form, resize)
  for (const node of graph.node) node.input = node.input.map((name) => (name === inner.name ? pixels : name))
  for (const node of graph.node) {
    node.input = node.input.map((name) => (name === result.name ? output : name))
    node.output = node.output.map((name) => (name === result.name ? output : name))
  }
  graph.node = [...g.nodes, ...graph.node]
  graph.initializer = [...g.constants, ...graph.initializer]
  graph.input = [
    images
      ? tensorInfo('images', elementType.uint8, ['N', rows!, columns!, channels])
      : tensorInfo('pixel_values', elementType.float32, ['N', 3, rows!, columns!]),
  ]
  result.name = output
  for (const [key, value] of Object.entries(metadata))
    proto.metadataProps = [
      ...proto.metadataProps.filter((pair) => pair.key !== key),
      create(StringStringEntryProtoSchema, { key, value }),
    ]
  return model.bytes()
}

/** @param name of the pixels that go into the network, as it calls them */
function fromImages(g: GraphBuilder, form: StemForm, resize: boolean, name: string): string {
  const { op, floats } = g
  const { channels, mean, std } = form
  // Bytes are moved, not the numbers of four bytes that they become.
  const moved = op('Transpose', ['images'], { perm: [0, 3, 1, 2] })
  let pixels = op('Cast', [moved], { to: elementType.float32 })
  if (resize) pixels = op('Clip', [op('Round', [resizedPixels(g, pixels, form)]), floats(0), floats(255)])
  const each = (values: readonly number[]): string => floats(values, [1, channels, 1, 1])
  const factor = each(std.map((value) => 1 / (255 * value)))
  const offset = each(mean.map((value, c) => value / std[c]!))
  return op('Sub', [op('Mul', [pixels, factor]), offset], {}, name)
}

function fromPixelValues(g: GraphBuilder, form: StemForm, resize: boolean): string {
  const { op, floats, ints } = g
  let pixels = 'pixel_values'
  if (form.channels === 1)
    pixels = op('ReduceSum', [op('Mul', [pixels, floats(luma, [1, 3, 1, 1])]), ints([1])], { keepdims: 1 })
  return resize ? resizedPixels(g, pixels, form) : pixels
}
