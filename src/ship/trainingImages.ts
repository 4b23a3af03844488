import type { Dataset } from '../data/dataset.ts'
import { tryDecode } from '../data/tryDecode.ts'
import type { StemForm } from '../onnx/surgery/withStem.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bytes } from '../tensor/array.ts'

/** Images of a dataset in the size that a network takes, some at a time, uint8 [n, height, width, channels]: those that do not
 *  decode are left out. */
export async function* trainingImages(
  dataset: Dataset,
  { height, width, channels, fit }: StemForm,
  rows: readonly number[],
  each = 4,
): AsyncGenerator<NumericArray> {
  for (let start = 0; start < rows.length; start += each) {
    const images: Uint8Array[] = []
    for (const row of rows.slice(start, start + each)) {
      const one = await tryDecode(dataset.source(row), { height, width, channels, fit })
      if (typeof one !== 'string') images.push(one)
    }
    if (images.length === 0) continue
    const pixels = new Uint8Array(images.length * height * width * channels)
    for (const [i, one] of images.entries()) pixels.set(one, i * one.length)
    yield bytes(pixels, [images.length, height, width, channels])
  }
}
