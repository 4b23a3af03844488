import { demand } from '../errors.ts'
import { importedNetwork } from '../nn/networks/importedNetwork.ts'
import { chosenOutput } from '../onnx/import/chosenOutput.ts'
import { readModel } from '../onnx/readModel.ts'
import type { FoundBackbone } from './foundBackbone.ts'
import { foundBackbone } from './foundBackbone.ts'
import type { ModelForm } from './modelForm.ts'
import { namedNetwork } from './namedNetwork.ts'
import { ofTheOption } from './ofTheOption.ts'
import type { Settings } from './settings.ts'
import type { Trunk } from './trunk.ts'

type Source = Pick<
  Settings,
  'backbone' | 'backboneOutput' | 'network' | 'weights' | 'imageSize' | 'batchNorm' | 'pixels' | 'pool'
>

/** Opens what the settings train a head along with; null where that is nothing but the small network.
 *  @param form of a run that is resumed: its backbone must be the one that it began with */
export async function openTrunk(settings: Source, form: Partial<ModelForm> = {}): Promise<Trunk | null> {
  const { backbone, network } = settings
  if (backbone !== null)
    return importedTrunk(await foundBackbone({ ...settings, backbone }, form.backbone ?? null), settings)
  return network === null || network === 'small' ? null : namedNetwork({ ...settings, network })
}

function importedTrunk(found: FoundBackbone, { imageSize, batchNorm }: Source): Trunk {
  const { path, sha256, output, scale } = found
  const graph = readModel(path)
  const end = output === null ? {} : isOutput(graph, output) ? { output } : { cut: output }
  ofTheOption('--backbone-output', () => chosenOutput(graph, end))
  const layer = importedNetwork(graph, {
    ...end,
    ...(batchNorm === null ? {} : { batchNorm }),
    ...(imageSize === null ? {} : { image: { height: imageSize, width: imageSize } }),
  })
  const { channels, height, width, declared } = layer.input
  demand(channels === 3, { who: path, rule: 'a backbone must take colour images', value: `${channels} channels` })
  const { form: kind, shape } = layer.output
  const dimension = Number(kind === 'map' ? shape[1] : shape.at(-1))
  const places = kind === 'map' ? Number(shape[2]) * Number(shape[3]) : 1
  return {
    layer,
    output: { kind, channels: dimension },
    image: { height, width, channels: 3 },
    scale,
    pretrained: true,
    unreached: layer.unreached,
    model: { sha256, output: layer.output.name, dimension, use: 'trained' },
    // What a single product of the runtime's gives of an image: rows, a map of one place, or the class token. It takes the size that
    // the file declares alone.
    found:
      (kind === 'tokens' || places === 1) && !declared
        ? { ...found, output: layer.output.name, take: kind === 'tokens' ? 'classToken' : 'row' }
        : null,
  }
}

const isOutput = ({ outputs }: { readonly outputs: readonly { readonly name: string }[] }, name: string): boolean =>
  outputs.some((one) => one.name === name)
