import type { Range } from '../onnx/surgery/quantize.ts'
import { withStem } from '../onnx/surgery/withStem.ts'
import type { Settings } from '../runs/settings.ts'
import { version } from '../runs/version.ts'
import type { Network } from '../ship/network.ts'
import type { Precision } from '../ship/precision.ts'
import { inPrecision, suffixes } from '../ship/precision.ts'
import { resizesInside } from '../ship/transformersFiles.ts'

/** One precision of a network, as the two files that an export holds of it. */
export interface MadeModel {
  readonly precision: Precision
  readonly file: string
  readonly transformersFile: string
  /** From uint8 images to `embeddings`. */
  readonly own: Uint8Array
  /** From `pixel_values` to `image_embeds`. */
  readonly transformers: Uint8Array
}

/** Every precision asked for, and float32 before them: the others are measured against it.
 *  @param ranges of the network's tensors; null where there were no images to calibrate with */
export function exportedModels(
  { core, form }: Network,
  { precisions, anySize }: { readonly precisions: readonly Precision[]; readonly anySize: boolean },
  settings: Settings,
  ranges: ReadonlyMap<string, Range> | null,
): MadeModel[] {
  const wanted: Precision[] = ['float32', ...precisions.filter((one) => one !== 'float32')]
  return wanted.map((precision): MadeModel => {
    const inside = inPrecision(core, precision, ranges)
    const metadata = {
      'nearkin.version': version,
      'nearkin.precision': precision,
      'nearkin.image': JSON.stringify({ ...form, anySize }),
      'nearkin.settings': JSON.stringify(settings),
    }
    const stem = { form, metadata }
    const { own, transformers } = suffixes[precision]
    return {
      precision,
      file: `nearkin${own}.onnx`,
      transformersFile: `onnx/model${transformers}.onnx`,
      own: withStem(inside, { ...stem, input: 'images', resize: anySize, output: 'embeddings' }),
      transformers: withStem(inside, {
        ...stem,
        input: 'pixel_values',
        resize: resizesInside(form),
        output: 'image_embeds',
      }),
    }
  })
}
