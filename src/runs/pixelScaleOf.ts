import type { Normalisation } from '../train/intake.ts'
import type { Settings } from './settings.ts'

/** Mean and deviation of red, green and blue, of pixels between 0 and 1: of ImageNet, and of the images of CLIP (Radford et
 *  al. 2021); `half` brings pixels to [-1, 1], `unit` leaves them in [0, 1]. */
const scales: Readonly<Record<NonNullable<Settings['pixels']>, Normalisation>> = {
  imagenet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  clip: { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] },
  half: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  unit: { mean: [0, 0, 0], std: [1, 1, 1] },
}

/** The scale of pixels that the settings name: ImageNet's where they name none. */
export const pixelScaleOf = ({ pixels }: Pick<Settings, 'pixels'>): Normalisation => scales[pixels ?? 'imagenet']
