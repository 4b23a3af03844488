import { demand, fail } from '../errors.ts'
import { inputNames } from '../onnx/surgery/inputNames.ts'
import { foundBackbone } from '../runs/foundBackbone.ts'
import { modelFile } from '../runs/modelFile.ts'
import type { ModelForm } from '../runs/modelForm.ts'
import type { Settings } from '../runs/settings.ts'
import type { Network } from '../ship/network.ts'
import { networkOfFeatures } from '../ship/networkOfFeatures.ts'
import { networkOfImages } from '../ship/networkOfImages.ts'

/** The network of a run from images: of its model alone, or, where that takes features, of the backbone and it.
 *  Fails where the training has not ended, a file is damaged, and where the backbone is not there or cannot be written anew.
 *  @param moved where the backbone lies now; null: where the settings say */
export async function exportedNetwork(
  folder: string,
  { settings, form }: { readonly settings: Settings; readonly form: ModelForm },
  moved: string | null,
): Promise<Network> {
  const { path, bytes: model } = modelFile(folder)
  const [name] = inputNames(model, path)
  if (name === 'images') {
    demand(moved === null || settings.backbone !== null, {
      who: '--backbone',
      rule: 'says where the backbone of a run lies, and this run has none',
      value: moved,
      remedy: 'leave it out',
    })
    return networkOfImages(model, form.image)
  }
  const { backbone, image } = form
  if (name !== 'features' || backbone?.use !== 'frozen')
    return fail({ who: path, rule: 'must take images, or the features that config.json tells of', value: name })
  // The one that the run was trained on, or none.
  const found = await foundBackbone({ ...settings, backbone: moved ?? settings.backbone ?? '' }, backbone)
  return networkOfFeatures({
    backbone: found.path,
    output: backbone.output,
    take: found.take,
    dimension: backbone.dimension,
    head: model,
    image,
    ...found.scale,
  })
}
