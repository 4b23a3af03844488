import { blankRandom } from '../nn/blankRandom.ts'
import type { Layer } from '../nn/layer.ts'
import { bnInception } from '../nn/networks/bnInception.ts'
import { mobileNetV2 } from '../nn/networks/mobileNetV2.ts'
import { resNet } from '../nn/networks/resNet.ts'
import { visionTransformer } from '../nn/networks/visionTransformer.ts'
import { withWeights } from '../nn/withWeights.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { loadWeights } from '../train/loadWeights.ts'
import { pixelScaleOf } from './pixelScaleOf.ts'
import type { Settings } from './settings.ts'
import type { Trunk } from './trunk.ts'

type Name = Exclude<NonNullable<Settings['network']>, 'small'>

type Source = Pick<Settings, 'weights' | 'imageSize' | 'batchNorm' | 'pixels' | 'pool'> & { readonly network: Name }

/** Images of the publications. */
const usualSide = 224

/** A network by its name, its weights drawn, or those of a file. */
export function namedNetwork({ network, imageSize, pool, weights, ...settings }: Source): Trunk {
  const side = imageSize ?? usualSide
  const drawn = makers[network]({ side, pool, ...settings })
  const layer = weights === null ? drawn : withWeights(drawn, loadWeights(drawn, weights))
  const shape = shapeOf(layer, side)
  return {
    layer,
    output: { kind: kinds[shape.length] ?? 'rows', channels: Number(shape.length === 4 ? shape[1] : shape.at(-1)) },
    image: { height: side, width: side, channels: 3 },
    scale: pixelScaleOf(settings),
    pretrained: weights !== null,
    unreached: () => [],
    model: null,
    found: null,
  }
}

const kinds: Readonly<Record<number, Trunk['output']['kind']>> = { 2: 'rows', 3: 'tokens', 4: 'map' }

interface Wanted extends Pick<Settings, 'batchNorm' | 'pool'> {
  readonly side: number
}

/** Maps, where something is to be made of them; otherwise the rows that the publication ends in. */
const mapsFor = ({ pool }: Wanted): 'map' | 'pooled' => (pool === null ? 'pooled' : 'map')

const tokensFor = ({ pool }: Wanted): 'tokens' | 'map' | 'pooled' =>
  pool === null ? 'pooled' : pool === 'cls' || pool === 'mean' ? 'tokens' : 'map'

const makers: Readonly<Record<Name, (wanted: Wanted) => Layer>> = {
  resnet18: (wanted) => resNet({ depth: 18, output: mapsFor(wanted), batchNorm: statistics(wanted) }),
  resnet34: (wanted) => resNet({ depth: 34, output: mapsFor(wanted), batchNorm: statistics(wanted) }),
  resnet50: (wanted) => resNet({ depth: 50, output: mapsFor(wanted), batchNorm: statistics(wanted) }),
  mobilenetv2: (wanted) => mobileNetV2({ output: mapsFor(wanted), batchNorm: statistics(wanted) }),
  'bn-inception': (wanted) => bnInception({ output: mapsFor(wanted), batchNorm: statistics(wanted) }),
  'vit-s16': (wanted) => visionTransformer({ size: 'S/16', image: wanted.side, output: tokensFor(wanted) }),
}

/** A network from nothing learns its statistics. */
const statistics = ({ batchNorm }: Wanted): 'training' | 'frozen' => (batchNorm === 'frozen' ? 'frozen' : 'training')

function shapeOf(layer: Layer, side: number): Tensor['shape'] {
  const { parameters, buffers } = layer.init(blankRandom)
  const values = Object.entries({ ...parameters, ...buffers }).map(
    ([name, { dtype, shape }]) => [name, input(name, dtype, shape)] as const,
  )
  const images = input('images', 'float32', ['N', 3, side, side])
  return layer.apply(Object.fromEntries(values), images, 'evaluation').y.shape
}
