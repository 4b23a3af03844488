import { demand, NearkinError } from '../errors.ts'
import { readBytes } from '../files.ts'
import { importedNetwork } from '../nn/networks/importedNetwork.ts'
import { emit } from '../onnx/emit.ts'
import { foldBatchNorm } from '../onnx/surgery/foldBatchNorm.ts'
import { inputNames } from '../onnx/surgery/inputNames.ts'
import { joined } from '../onnx/surgery/joined.ts'
import { onlyOutput } from '../onnx/surgery/onlyOutput.ts'
import { raisedOpset } from '../onnx/surgery/raisedOpset.ts'
import type { ResizeForm } from '../onnx/surgery/resizedPixels.ts'
import { withKernelShapes } from '../onnx/surgery/withKernelShapes.ts'
import { reshape, slice } from '../ops/index.ts'
import { random } from '../random.ts'
import type { Take } from '../runtime/take.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { Network } from './network.ts'

export interface FeatureNetworkOptions {
  /** The file of the model that gives the features. */
  readonly backbone: string
  /** Its output that they are. */
  readonly output: string
  /** What of it they are: its row for each image, or of tokens the first. Default 'row'. */
  readonly take?: Take
  /** Numbers of each. */
  readonly dimension: number
  /** The run's model: `features` float32 [N, dimension] to `embeddings`. */
  readonly head: Uint8Array
  /** What images are brought to before the backbone. */
  readonly image: ResizeForm
  /** How its pixels are normalised. Default: as for ImageNet, .485 .456 .406. */
  readonly mean?: readonly number[]
  /** Default: as for ImageNet, .229 .224 .225. */
  readonly std?: readonly number[]
}

/** The network of a run on features: the backbone and the head after one another, from images. The backbone is written anew, for
 *  any number of images and in the newest operator set. One that cannot be, such as a quantised one, goes in node by node as it
 *  is, if its operators mean the same in that set. Fails, naming the node, where neither is possible. */
export function networkOfFeatures(options: FeatureNetworkOptions): Network {
  const { backbone, output, take = 'row', dimension, head, image } = options
  const { mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225] } = options
  const form = { ...image, channels: 3 as const, mean, std }
  const features = written({ backbone, output, take, dimension, image })
  const from = features.output
  return { core: withKernelShapes(foldBatchNorm(joined(features.bytes, head, { from, to: 'features' }))), form }
}

function written({
  backbone,
  output,
  take,
  dimension,
  image: { height, width },
}: Pick<FeatureNetworkOptions, 'backbone' | 'output' | 'dimension' | 'image'> & { readonly take: Take }): {
  bytes: Uint8Array
  output: string
} {
  try {
    const network = importedNetwork(backbone, { output, batchNorm: 'folded', image: { height, width } })
    const { parameters, buffers } = network.init(random(0))
    const values = Object.fromEntries(
      Object.entries({ ...parameters, ...buffers }).map(([name, array]) => [name, constant(array)]),
    )
    const pixels = input('pixel_values', 'float32', ['N', 3, height, width])
    const { y } = network.apply(values, pixels, 'evaluation')
    const taken = take === 'classToken' ? slice(y, { starts: [0], ends: [1], axes: [1] }) : y
    const features = taken.shape.length === 2 ? taken : reshape(taken, ['N', dimension])
    return { bytes: emit({ features }, { name: 'backbone', inputs: [pixels] }), output: 'features' }
  } catch (error) {
    if (!(error instanceof NearkinError) || take !== 'row') throw error
    return asItIs(backbone, output, error)
  }
}

/** @param reason why it cannot be written anew */
function asItIs(backbone: string, output: string, reason: NearkinError): { bytes: Uint8Array; output: string } {
  try {
    const bytes = onlyOutput(raisedOpset(readBytes(backbone), backbone), output)
    demand(inputNames(bytes, backbone).length === 1, { who: backbone, rule: 'a backbone must have one input' })
    return { bytes, output }
  } catch (error) {
    // What hindered the better way is what there is to be done about.
    if (error instanceof NearkinError) throw new NearkinError({ ...reason.complaint, cause: error })
    throw error
  }
}
