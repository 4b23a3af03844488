import type { Layer } from '../nn/layer.ts'
import { withWeights } from '../nn/withWeights.ts'
import { valuesOf } from '../option.ts'
import { headInits } from '../runs/choices.ts'
import type { Data } from '../runs/dataOf.ts'
import { ofTheOption } from '../runs/ofTheOption.ts'
import type { Settings } from '../runs/settings.ts'
import { specOf } from '../runs/spec.ts'
import { prefixed } from '../tensor/prefixed.ts'
import { principalWeights } from '../train/principalWeights.ts'
import { headOf } from './headOf.ts'

/** The head with the weights that the settings let it begin with: those of the principal directions of the training features, the
 *  same for every seed, or its own. */
export async function withHeadInit(network: Layer, settings: Settings, data: Data): Promise<Layer> {
  if (settings.headInit === null || !data.features) return network
  const { name, options } = specOf(settings.headInit, '--head-init', headInits)
  if (name !== 'pca') return network
  const { dimension, batch } = data.features
  const { scale } = ofTheOption('--head-init pca', () => valuesOf(name, headInits.pca, options))
  const rows = batch(data.protocol.train).data as Float32Array
  const { parameters } = await principalWeights(rows, {
    dimension,
    outputs: headOf(settings, data).embedding,
    scale,
  })
  return withWeights(network, { parameters: prefixed('embedding.', parameters), buffers: {} })
}
