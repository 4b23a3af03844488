import { demand } from '../../errors.ts'
import { batchNorm } from '../batchNorm.ts'
import { convolution } from '../convolution.ts'
import { demandSizes } from '../demandSizes.ts'
import { flatten } from '../flatten.ts'
import { globalAveragePooling } from '../globalAveragePooling.ts'
import type { Layer } from '../layer.ts'
import { linear } from '../linear.ts'
import { relu } from '../relu.ts'
import { sequential } from '../sequential.ts'

export interface SmallConvNetOptions {
  /** Size of the images. */
  readonly image: { readonly height: number; readonly width: number; readonly channels: number }
  /** Channels of each convolution. Default [32, 64, 64]. */
  readonly widths?: readonly number[]
  /** Dimensions of the embedding. Default 64. */
  readonly embedding?: number
  /** What the embedding is a linear map of: all that the last convolution gives, or the mean of each of its channels
   *  (far fewer parameters for large images). Default 'flatten'. */
  readonly head?: 'flatten' | 'globalAverage'
}

/** Small convolutional network: images [N, channels, height, width] to embeddings [N, embedding], not normalised.
 *  Each width is a 3x3 convolution of stride 2, which halves rows and columns, with batch normalisation and ReLU. */
export function smallConvNet(options: SmallConvNetOptions): Layer {
  const { image, widths = [32, 64, 64], embedding = 64, head = 'flatten' } = options
  demandSizes('smallConvNet', { height: image.height, width: image.width, channels: image.channels, embedding })
  demand(widths.length > 0, { who: 'smallConvNet', rule: 'widths must name at least one convolution', value: widths })
  for (const [i, width] of widths.entries()) demandSizes('smallConvNet', { [`widths[${i}]`]: width })
  const blocks = widths.flatMap((width, i): [string, Layer][] => [
    // No bias: the normalisation would take it away again.
    [`conv${i + 1}`, convolution({ inputs: widths[i - 1] ?? image.channels, outputs: width, stride: 2, bias: false })],
    [`norm${i + 1}`, batchNorm({ channels: width })],
    [`relu${i + 1}`, relu()],
  ])
  const halved = (length: number): number => widths.reduce((size) => Math.ceil(size / 2), length)
  const places = head === 'flatten' ? halved(image.height) * halved(image.width) : 1
  const layers = {
    ...Object.fromEntries(blocks),
    rows: head === 'flatten' ? flatten() : globalAveragePooling(),
    embedding: linear({ inputs: widths.at(-1)! * places, outputs: embedding }),
  }
  const size = `${image.height}x${image.width}x${image.channels}`
  return sequential(layers, `smallConvNet(${size}, ${widths.join('-')}, ${embedding})`)
}
