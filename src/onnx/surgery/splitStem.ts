import type { NodeProto } from 'onnx-buf'
import { demand } from '../../errors.ts'
import { elementType } from './elementType.ts'
import { openModel } from './openModel.ts'
import { tensorInfo } from './tensorInfo.ts'

/** A model of images cut in two behind what only brings its bytes into the network's form. */
export interface SplitStem {
  /** `images` uint8 [N, H, W, C] to `pixel_values` float32 [N, C, H, W]. */
  readonly stem: Uint8Array
  /** `pixel_values` to what the model gives. */
  readonly core: Uint8Array
}

const who = 'splitStem'

/** What a stem may be made of: a change of type, numbers added and multiplied, and one move of the channels. */
const arithmetic = ['Cast', 'Add', 'Sub', 'Mul', 'Div']
const moves = ['Transpose', 'Reshape']

/** Cuts a model that takes `images` behind its stem: the longest chain of nodes from the input in which each only reads the
 *  one before it and constants, with one move of the channels to the front. Fails where there is none. */
export function splitStem(
  model: Uint8Array,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
): SplitStem {
  const { graph, constants, readers } = openModel(model, who)
  const [images] = graph.input
  demand(graph.input.length === 1 && images, {
    who,
    rule: 'the model must have one input, the images',
    value: graph.input.map(({ name }) => name).join(', '),
  })
  const onlyReader = (name: string): NodeProto | undefined => {
    const [first, ...more] = readers.get(name) ?? []
    return more.length === 0 ? first : undefined
  }
  let at = images.name
  let moved = false
  for (;;) {
    const node = onlyReader(at)
    if (!node || !(arithmetic.includes(node.opType) || (!moved && moves.includes(node.opType)))) break
    if (node.input.some((name) => name !== at && !constants.has(name))) break
    moved ||= moves.includes(node.opType)
    at = node.output[0]!
  }
  demand(moved, {
    who,
    rule: 'the model must bring its images to [N, C, H, W] before anything else',
    value: onlyReader(images.name)?.opType ?? 'several readers of its input',
  })

  const pixels = tensorInfo('pixel_values', elementType.float32, ['N', channels, height, width])
  const stem = openModel(model, who)
  rename(stem.graph.node, at, pixels.name)
  stem.graph.output = [pixels]
  const core = openModel(model, who)
  rename(core.graph.node, at, pixels.name)
  core.graph.node = core.graph.node.filter(({ output }) => output[0] !== pixels.name)
  core.graph.input = [pixels]
  return { stem: stem.bytes(), core: core.bytes() }
}

function rename(nodes: readonly NodeProto[], from: string, to: string): void {
  for (const node of nodes) {
    node.input = node.input.map((name) => (name === from ? to : name))
    node.output = node.output.map((name) => (name === from ? to : name))
  }
}
