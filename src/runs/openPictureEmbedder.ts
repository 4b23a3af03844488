import type { ImageSource } from '../data/dataset.ts'
import { decode } from '../data/decode.ts'
import { bytes, floats } from '../tensor/array.ts'
import type { ModelForm } from './modelForm.ts'
import { intakeFor, takesFeatures } from './modelForm.ts'
import { modelOf } from './modelOf.ts'
import { openFrozenBackbone } from './openFrozenBackbone.ts'
import type { Settings } from './settings.ts'

/** Embeds single images of anybody's as a run does those of its dataset. */
export interface PictureEmbedder {
  /** Of length 1: [dimension]. Fails where it does not decode. */
  embed(picture: ImageSource): Promise<Float32Array>
  readonly dimension: number
  close(): Promise<void>
}

/** Opens the model of a run's folder, and the frozen backbone that it stands on, where it does. Fails where either is missing or damaged. */
export async function openPictureEmbedder(
  folder: string,
  { settings, form }: { readonly settings: Settings; readonly form: ModelForm },
): Promise<PictureEmbedder> {
  const intake = intakeFor(form)
  const embedder = await modelOf(folder, intake, settings.device)
  const { backbone } = settings
  const frozen =
    backbone !== null && takesFeatures(form)
      ? await openFrozenBackbone({ ...settings, backbone }, form).catch(async (error: unknown) => {
          await embedder.close()
          throw error
        })
      : null
  return {
    dimension: embedder.dimension,
    async embed(picture) {
      const pixels = await decode(picture, form.image)
      const sample = frozen
        ? floats(await frozen.backbone.features([pixels]), [1, ...intake.sample])
        : bytes(pixels, [1, ...intake.sample])
      return embedder.embed(1, () => sample)
    },
    async close() {
      await embedder.close()
      await frozen?.backbone.close()
    },
  }
}
