import type { Dataset } from '../data/dataset.ts'
import { decode } from '../data/decode.ts'
import { decodeWhole } from '../data/decodeWhole.ts'
import { NearkinError } from '../errors.ts'
import type { StemForm } from '../onnx/surgery/withStem.ts'
import { openSession } from '../runtime/session.ts'
import { bytes } from '../tensor/array.ts'

/** How near the embeddings of images that are resized inside a model come to those of images that were resized before. */
export interface ResizeAgreement {
  readonly images: number
  readonly meanCosine: number
  readonly leastCosine: number
}

/** Gives a model images as they are, and as they are brought to its size for training, and compares.
 *  @param model from images of any size to `embeddings`
 *  @param rows images of the dataset; those that do not decode are left out. Null where none does */
export async function resizeAgreement(
  model: Uint8Array,
  { height, width, channels, fit }: StemForm,
  dataset: Dataset,
  rows: readonly number[],
): Promise<ResizeAgreement | null> {
  const session = await openSession(model)
  const embedded = async (pixels: Uint8Array, size: { readonly width: number; readonly height: number }) => {
    const { embeddings } = await session.run({ images: bytes(pixels, [1, size.height, size.width, channels]) })
    return embeddings!.data as Float32Array
  }
  const cosines: number[] = []
  try {
    for (const row of rows) {
      const source = dataset.source(row)
      try {
        const whole = await decodeWhole(source, channels)
        const before = await decode(source, { height, width, channels, fit })
        const [a, b] = [await embedded(whole.pixels, whole), await embedded(before, { width, height })]
        cosines.push(a.reduce((sum, value, i) => sum + value * b[i]!, 0))
      } catch (error) {
        // An image that does not decode has been listed already.
        if (!(error instanceof NearkinError) || !/^decode/.test(error.complaint.who)) throw error
      }
    }
  } finally {
    await session.close()
  }
  if (cosines.length === 0) return null
  return {
    images: cosines.length,
    meanCosine: cosines.reduce((sum, value) => sum + value, 0) / cosines.length,
    leastCosine: Math.min(...cosines),
  }
}
