import { decodeSafetensors, encodeSafetensors } from '../../data/arrays/safetensors.ts'
import { demand } from '../../errors.ts'
import { parseJson } from '../../json.ts'
import { tensorsChecksum } from '../tensorsChecksum.ts'

/** What is kept of some images that follow one another in a dataset. */
export interface FeatureBlock {
  /** Those that did not decode: their place in the block, ascending, and why. */
  readonly skipped: readonly (readonly [place: number, reason: string])[]
  /** [others, dimension] */
  readonly features: Float32Array
  /** Small copies, [others, height, width, channels]. */
  readonly pictures: Uint8Array
}

/** Which block it is, and how large its parts must be. */
export interface BlockForm {
  readonly key: string
  readonly block: number
  readonly images: number
  readonly dimension: number
  /** Height, width, channels. */
  readonly picture: readonly [number, number, number]
}

/** A block as a safetensors file: `features` F32 [n, dimension], `pictures` U8 [n, height, width, channels], and in its
 *  metadata the key, the block's number, the list `skipped` in JSON, and a checksum. */
export function encodeBlock({ skipped, features, pictures }: FeatureBlock, form: BlockForm): Uint8Array {
  const count = form.images - skipped.length
  const tensors = {
    features: { dtype: 'F32', shape: [count, form.dimension], data: features },
    pictures: { dtype: 'U8', shape: [count, ...form.picture], data: pictures },
  } as const
  const words = { key: form.key, block: String(form.block), skipped: JSON.stringify(skipped) }
  return encodeSafetensors(tensors, { ...words, checksum: tensorsChecksum(tensors, words) })
}

/** Reads what {@link encodeBlock} wrote. Fails, naming the file, on anything that is not wholly that block.
 *  @param who names the file in errors */
export function decodeBlock(bytes: Uint8Array, form: BlockForm, who: string): FeatureBlock {
  const { tensors, metadata } = decodeSafetensors(bytes, who)
  const { features, pictures } = tensors
  const whole = metadata.checksum === tensorsChecksum(tensors, metadata)
  demand(whole, { who, rule: 'its contents must be those that were written' })
  const right = metadata.key === form.key && metadata.block === String(form.block)
  demand(right, { who, rule: `it must be block ${form.block} of ${form.key}` })
  const skipped = parseJson(metadata.skipped ?? '', who) as FeatureBlock['skipped']
  const count = form.images - skipped.length
  const fits =
    features?.dtype === 'F32' &&
    pictures?.dtype === 'U8' &&
    String(features.shape) === String([count, form.dimension]) &&
    String(pictures.shape) === String([count, ...form.picture])
  demand(fits, { who, rule: `it must hold ${count} rows of ${form.dimension} features` })
  return { skipped, features: features.data as Float32Array, pictures: pictures.data as Uint8Array }
}
