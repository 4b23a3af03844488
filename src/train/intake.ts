import { cast, div, reshape, sub, transpose } from '../ops/index.ts'
import type { Dim, DType, Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'

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

/** Pixels as a user has them, uint8 [N, H, W, C], normalised to [-1, 1] and brought to [N, C, H, W] in the graph: one
 *  byte a value crosses from JavaScript, and every device does the same. */
export function images({ height, width, channels }: ImageShape): Intake {
  return {
    name: 'images',
    dtype: 'uint8',
    sample: [height, width, channels],
    toNetwork: (samples) => {
      const centred = sub(div(cast(samples, 'float32'), 127.5), 1)
      if (channels === 1) return reshape(centred, [samples.shape[0]!, 1, height, width])
      return transpose(centred, [0, 3, 1, 2])
    },
  }
}

/** Float32 features, as a backbone gives them: [N, width]. */
export function features(width: number): Intake {
  return { name: 'features', dtype: 'float32', sample: [width], toNetwork: (samples) => samples }
}
