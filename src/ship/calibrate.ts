import { demand } from '../errors.ts'
import type { Range } from '../onnx/surgery/quantize.ts'
import { rangesNeeded } from '../onnx/surgery/quantize.ts'
import { withOutputs } from '../onnx/surgery/withOutputs.ts'
import { withStem } from '../onnx/surgery/withStem.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import type { Network } from './network.ts'

/** The ranges of a network's tensors over some images: least and most of all that they take (min-max). Every one of their
 *  numbers is looked at, and none is cut off.
 *  @param batches images, uint8 [n, height, width, channels], not empty */
export async function calibrate(
  { core, form }: Network,
  batches: AsyncIterable<NumericArray> | Iterable<NumericArray>,
): Promise<Map<string, Range>> {
  const needed = rangesNeeded(core)
  const whole = withStem(core, { form, input: 'images', resize: false, output: 'embeddings' })
  const session = await openSession(withOutputs(whole, needed))
  const ranges = new Map<string, Range>()
  try {
    for await (const images of batches) {
      const seen = await session.run({ images }, needed)
      for (const name of needed) ranges.set(name, joined(ranges.get(name), seen[name]!.data as Float32Array))
    }
  } finally {
    await session.close()
  }
  demand(ranges.size === needed.length, { who: 'calibrate', rule: 'needs at least one image' })
  return ranges
}

function joined(range: Range | undefined, numbers: Float32Array): Range {
  let [least, most] = range ? [range.least, range.most] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of numbers) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}
