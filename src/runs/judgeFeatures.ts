import type { Judgement } from '../evaluate/judge.ts'
import { judge, widestRanked } from '../evaluate/judge.ts'
import { globalAveragePooling } from '../nn/globalAveragePooling.ts'
import type { Layer } from '../nn/layer.ts'
import { sequential } from '../nn/sequential.ts'
import { tokenPooling } from '../nn/tokenPooling.ts'
import { weightless } from '../nn/weightless.ts'
import { random } from '../random.ts'
import { prefixed } from '../tensor/prefixed.ts'
import { embeddingModel, openEmbedder } from '../train/embedder.ts'
import type { Data } from './dataOf.ts'
import { featureRows } from './featureRows.ts'
import { judgeEmbedder } from './judgeEmbedder.ts'
import type { Trunk } from './trunk.ts'

/** What the features under a head are worth as they are, rows brought to length 1 as embeddings are: what training must
 *  surpass. Null where there is nothing that was trained before. */
export async function judgeFeatures(
  data: Pick<Data, 'features' | 'trunk' | 'intake' | 'protocol' | 'samples'>,
): Promise<Judgement | null> {
  const { trunk, protocol } = data
  const features = featureRows(data)
  if (!features) return trunk?.pretrained ? judgeTrunk(trunk, data) : null
  const { dimension, rows } = features
  return judge({
    protocol,
    queries: rows(protocol.query),
    gallery: protocol.gallery && rows(protocol.gallery),
    dimension,
    rank: dimension <= widestRanked,
  })
}

/** The trunk as it was before training, what it gives brought to rows without weights. */
async function judgeTrunk(trunk: Trunk, data: Pick<Data, 'intake' | 'protocol' | 'samples'>): Promise<Judgement> {
  const network = sequential({ backbone: trunk.layer, rows: rowsOf(trunk) })
  const { parameters, buffers } = network.init(random(0))
  const state = { ...prefixed('network.', parameters), ...prefixed('buffer.', buffers) }
  const { bytes } = embeddingModel(network, data.intake, state, { weights: 'constant' })
  const embedder = await openEmbedder(bytes, data.intake)
  try {
    return await judgeEmbedder(embedder, data, { label: 'features alone' })
  } finally {
    await embedder.close()
  }
}

/** What is usual for features of their kind, without weights. */
const rowsOf = ({ output: { kind } }: Trunk): Layer =>
  kind === 'map' ? globalAveragePooling() : kind === 'tokens' ? tokenPooling('cls') : weightless('rows', (x) => x)
