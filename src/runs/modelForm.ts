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

/** What a run remembers of the model on which it stands. */
export interface BackboneModel {
  /** Of its file and of the files that it keeps weights in, 64 hexadecimal digits. */
  readonly sha256: string
  /** The output that was taken. */
  readonly output: string
  /** Numbers that its output has for one image, or for one place or token of it. */
  readonly dimension: number
  /** Whether its features are what the run's own model takes, or it is part of that model and trained with it. */
  readonly use: 'frozen' | 'trained'
}

/** What the model of a run takes: images of a form, or the features that a frozen backbone makes of them. */
export interface ModelForm {
  readonly image: ImageForm
  /** null: the run stands on no model of somebody else's. */
  readonly backbone: BackboneModel | null
}

/** Whether the model of a run takes the features of a frozen backbone. */
export const takesFeatures = ({ backbone }: Pick<ModelForm, 'backbone'>): boolean => backbone?.use === 'frozen'

/** The intake of the model of a run. */
export const intakeFor = ({ image, backbone }: ModelForm): Intake =>
  backbone?.use === 'frozen' ? features(backbone.dimension) : images(image)
