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
  /** The size that the file fixes, where another one is wanted. */
  readonly declared?: { readonly height: number; readonly width: number }
}

/** The input of images of a model: the first of four dimensions, float [N, C, H, W].
 *  Fails, naming the file and what it has, where there is none.
 *  @param size pixels. Default: what the file fixes, and 224 where it leaves them open */
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
  const declaredSize = {
    height: typeof height === 'number' ? height : undefined,
    width: typeof width === 'number' ? width : undefined,
  }
  const wanted = {
    height: size?.height ?? declaredSize.height ?? 224,
    width: size?.width ?? declaredSize.width ?? 224,
  }
  const asDeclared = {
    height: declaredSize.height ?? wanted.height,
    width: declaredSize.width ?? wanted.width,
  }
  const other = asDeclared.height !== wanted.height || asDeclared.width !== wanted.width
  return {
    name: found.name,
    batch: typeof batch === 'number' ? batch : undefined,
    channels: typeof channels === 'number' ? channels : 3,
    ...wanted,
    ...(other ? { declared: asDeclared } : {}),
  }
}
