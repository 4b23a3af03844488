import type { Range } from '../onnx/surgery/quantize.ts'
import { quantize } from '../onnx/surgery/quantize.ts'
import { toFloat16 } from '../onnx/surgery/toFloat16.ts'

/** The arithmetic of an exported model. */
export type Precision = 'float32' | 'float16' | 'int8'

/** All there are; the first is what the others are measured against. */
export const precisions: readonly Precision[] = ['float32', 'float16', 'int8']

/** What a file's name has more, for each precision: in the folder itself, and as transformers.js calls them. */
export const suffixes: Readonly<Record<Precision, { readonly own: string; readonly transformers: string }>> = {
  float32: { own: '', transformers: '' },
  float16: { own: '_fp16', transformers: '_fp16' },
  int8: { own: '_int8', transformers: '_quantized' },
}

/** A network in another precision.
 *  @param ranges of its tensors, by calibration; null: there were no images to calibrate with */
export function inPrecision(
  core: Uint8Array,
  precision: Precision,
  ranges: ReadonlyMap<string, Range> | null,
): Uint8Array {
  switch (precision) {
    case 'float32':
      return core
    case 'float16': {
      const sizes = new Map(
        [...(ranges ?? [])].map(([name, { least, most }]): [string, number] => [name, Math.max(-least, most)]),
      )
      return toFloat16(core, { sizes })
    }
    case 'int8':
      return quantize(core, ranges)
  }
}
