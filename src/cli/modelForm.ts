import type { Fit } from '../data/dataset.ts'
import type { Intake } from '../train/intake.ts'
import { features, images } from '../train/intake.ts'

/** What images are brought to before a model. */
export interface ImageForm {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly fit: Fit
}

/** What a run remembers of the frozen model on whose features it was trained. */
export interface FrozenModel {
  /** Of its file, 64 hexadecimal digits. */
  readonly sha256: string
  /** The output that was taken. */
  readonly output: string
  /** Numbers that the features of one image have. */
  readonly dimension: number
}

/** What the model of a run takes: images of a form, or the features that a frozen model makes of them. */
export interface ModelForm {
  readonly image: ImageForm
  readonly frozen: FrozenModel | null
}

/** The intake of the model of a run. */
export const intakeFor = ({ image, frozen }: ModelForm): Intake => (frozen ? features(frozen.dimension) : images(image))
