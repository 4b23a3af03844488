import type { ImageSource } from './dataset.ts'
import type { DecodeOptions } from './decode.ts'
import { decode } from './decode.ts'
import { reasonOf } from './reasonOf.ts'

/** One image by {@link decode}, or, where it does not decode, why. Throws what is a fault of the program and not of the
 *  image. */
export async function tryDecode(source: ImageSource, options: DecodeOptions): Promise<Uint8Array | string> {
  return decode(source, options).catch(reasonOf)
}
