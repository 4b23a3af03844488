import type { Sprite } from '../sprite.ts'
import { thumbnail } from '../thumbnail.ts'
import type { PageImage } from './data.ts'

/** Some images side by side, each named where it is pointed at. */
export const strip = (images: readonly PageImage[], sprite: Sprite | null): string =>
  `<ol class="strip">${images.map(({ name, tile }) => `<li>${thumbnail({ thumbnail: tile }, sprite, name)}</li>`).join('')}</ol>`
