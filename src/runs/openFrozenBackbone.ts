import type { Fit } from '../data/dataset.ts'
import type { Backbone } from '../runtime/backbone.ts'
import { openBackbone } from '../runtime/backbone.ts'
import type { FoundBackbone } from './foundBackbone.ts'
import { foundBackbone } from './foundBackbone.ts'
import type { BackboneModel, ModelForm } from './modelForm.ts'
import type { Settings } from './settings.ts'

type Source = Pick<Settings, 'backboneOutput' | 'imageSize' | 'device' | 'pixels'> & { readonly backbone: string }

/** Opens the backbone whose features the settings take as they are. Fails where it is missing, where it does not fit, and where
 *  a run was trained on the features of another.
 *  @param form what the run's model takes, where there is a run
 *  @returns `fit`: how its images are brought to shape, where it is known */
export async function openFrozenBackbone(
  settings: Source,
  form: Partial<ModelForm> = {},
): Promise<{ backbone: Backbone; model: BackboneModel; fit: Fit | undefined }> {
  const found = await foundBackbone(settings, form.backbone ?? null)
  const backbone = await openFound(found, settings, form)
  const { output, dimension } = backbone
  return { backbone, model: { sha256: found.sha256, output, dimension, use: 'frozen' }, fit: found.known?.fit }
}

/** Opens a backbone that was found, for its features. */
export async function openFound(
  { path, output, take, scale }: FoundBackbone,
  { imageSize, device }: Pick<Settings, 'imageSize' | 'device'>,
  { image }: Partial<ModelForm> = {},
): Promise<Backbone> {
  const size = image ?? (imageSize === null ? undefined : { width: imageSize, height: imageSize })
  return openBackbone(path, {
    device,
    take,
    ...scale,
    ...(output === null ? {} : { output }),
    ...(size === undefined ? {} : { size }),
  })
}
