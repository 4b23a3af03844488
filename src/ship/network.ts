import type { StemForm } from '../onnx/surgery/withStem.ts'

/** A trained network without the way from images into it. */
export interface Network {
  /** The model: `pixel_values` float32 [N, channels, height, width] to embeddings float32 [N, dimension], of length 1. */
  readonly core: Uint8Array
  /** How images come to its pixels. */
  readonly form: StemForm
}
