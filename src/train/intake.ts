import { demand } from '../errors.ts'
import { cast, div, mul, reshape, sub, transpose } from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import type { Dim, DType, Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'

/** What a sample is before the network, and how the graph brings it into the network's form. */
export interface Intake {
  /** The name of the model's input. */
  readonly name: string
  readonly dtype: DType
  /** The shape of one sample. */
  readonly sample: readonly number[]
  /** From a batch of samples to what the network takes. */
  readonly toNetwork: (samples: Tensor) => Tensor
}

/** The model's input for a batch of samples. */
export const intakeOf = ({ name, dtype, sample }: Intake, batch: Dim): Tensor => input(name, dtype, [batch, ...sample])

export interface ImageShape {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
}

/** How pixels are normalised, as values from 0 to 1, a number for each channel: (value - mean) / std. */
export interface Normalisation {
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/** Pixels as a user has them, uint8 [N, H, W, C], normalised and brought to [N, C, H, W] in the graph: one byte a value crosses from
 *  JavaScript, and every device does the same.
 *  @param normalisation as the network was trained with: of ImageNet's, mean .485 .456 .406, std .229 .224 .225. Default: to [-1, 1],
 *    which is mean .5 and std .5 */
export function images({ height, width, channels }: ImageShape, normalisation?: Normalisation): Intake {
  const normalised = normalisation ? standardised(normalisation, channels) : centred
  return {
    name: 'images',
    dtype: 'uint8',
    sample: [height, width, channels],
    toNetwork: (samples) => {
      const values = normalised(cast(samples, 'float32'))
      if (channels === 1) return reshape(values, [samples.shape[0]!, 1, height, width])
      return transpose(values, [0, 3, 1, 2])
    },
  }
}

const centred = (pixels: Tensor): Tensor => sub(div(pixels, 127.5), 1)

function standardised({ mean, std }: Normalisation, channels: number): (pixels: Tensor) => Tensor {
  for (const [name, numbers] of Object.entries({ mean, std }))
    demand(numbers.length === channels && numbers.every((x) => Number.isFinite(x) && (name === 'mean' || x > 0)), {
      who: 'images',
      rule: `${name} must be ${channels} finite numbers${name === 'std' ? ' above 0' : ''}, one for each channel`,
      value: numbers,
    })
  const numbers = (of: (channel: number) => number): Tensor =>
    constant(floats(Array.from({ length: channels }, (_, c) => of(c))))
  const factor = numbers((c) => 1 / (255 * std[c]!))
  const shift = numbers((c) => mean[c]! / std[c]!)
  return (pixels) => sub(mul(pixels, factor), shift)
}

/** Float32 features, as a backbone gives them: [N, width]. */
export function features(width: number): Intake {
  return { name: 'features', dtype: 'float32', sample: [width], toNetwork: (samples) => samples }
}
