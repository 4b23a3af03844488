import { demand, fail } from '../../errors.ts'
import type { ModelGraph } from '../graph.ts'

/** What a network takes. */
export interface Images {
  /** The file's name of it. */
  readonly name: string
  /** The batch that the file fixes; undefined where it leaves it open. */
  readonly batch: number | undefined
  readonly channels: number
  readonly height: number
  readonly width: number
}

/** The input of images of a model: the first of four dimensions, float [N, C, H, W].
 *  Fails, naming the file and what it has, where there is none.
 *  @param size pixels, where the file leaves them open. Default 224 x 224 */
export function imagesOf(
  { file, inputs }: ModelGraph,
  size: { readonly height: number; readonly width: number } | undefined,
): Images {
  const declared = inputs.map(({ name, type, shape }) => `${name} ${type ?? 'no tensor'} [${shape ?? 'of any rank'}]`)
  const found = inputs.find(({ type, shape }) => shape?.length === 4 && /^(b?float(16)?|double)$/.test(type ?? ''))
  if (!found?.shape)
    return fail({
      who: file,
      rule: 'must take images, float [N, C, H, W]',
      value: declared.join(' and ') || 'no input',
      remedy: 'give a network of images',
    })
  const [batch, channels, height, width] = found.shape
  demand(!(channels !== 3 && width === 3), {
    who: file,
    rule: 'must take images with channels first, [N, 3, H, W]',
    value: declared.join(' and '),
    remedy: 'export it with channels first',
  })
  for (const side of [size?.height, size?.width])
    demand(side === undefined || (Number.isSafeInteger(side) && side >= 1), {
      who: file,
      rule: 'the size of images must be whole numbers of pixels',
      value: size,
    })
  const side = (dim: number | string | undefined, wanted: number | undefined, what: string): number => {
    if (typeof dim !== 'number') return wanted ?? 224
    demand(wanted === undefined || wanted === dim, {
      who: file,
      rule: `takes images of ${what} ${dim} alone`,
      value: wanted,
      remedy: 'leave the size out, or export the model with height and width left open',
    })
    return dim
  }
  return {
    name: found.name,
    batch: typeof batch === 'number' ? batch : undefined,
    channels: typeof channels === 'number' ? channels : 3,
    height: side(height, size?.height, 'height'),
    width: side(width, size?.width, 'width'),
  }
}
