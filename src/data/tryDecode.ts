import { NearkinError } from '../errors.ts'
import type { ImageSource } from './dataset.ts'
import type { DecodeOptions } from './decode.ts'
import { decode } from './decode.ts'

/** One image by {@link decode}, or, where it does not decode, why: without who complained, as its name will stand beside
 *  it. Throws what is a fault of the program and not of the image. */
export async function tryDecode(source: ImageSource, options: DecodeOptions): Promise<Uint8Array | string> {
  return decode(source, options).catch((error: unknown) => {
    if (!(error instanceof NearkinError)) throw error
    return error.message.slice(error.complaint.who.length + 2)
  })
}
