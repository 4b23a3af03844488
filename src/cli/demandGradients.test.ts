import { describe, expect, it } from 'vitest'
import { embeddingHead } from '../nn/heads/embeddingHead.ts'
import { importedNetwork } from '../nn/networks/importedNetwork.ts'
import { sequential } from '../nn/sequential.ts'
import { modelBytes, node } from '../onnx/models.testing.ts'
import { readModel } from '../onnx/readModel.ts'
import { settingsOf } from '../runs/settings.ts'
import { floats } from '../tensor/array.ts'
import { images } from '../train/intake.ts'
import { demandGradients } from './demandGradients.ts'

/** A weight before an operator through which no gradient flows, and one after it. */
const imported = importedNetwork(
  readModel(
    modelBytes({
      nodes: [
        node('Conv x early.weight early.bias -> a'),
        node('Sign a -> b', {}, { name: '/sign/Sign' }),
        node('Conv b late.weight -> c'),
        node('GlobalAveragePool c -> d'),
        node('Flatten d -> features'),
      ],
      inputs: { x: ['N', 3, 4, 4] },
      outputs: { features: ['N', 2] },
      initializers: {
        'early.weight': floats([1, 2, 3, 4, 5, 6], [2, 3, 1, 1]),
        'early.bias': floats([0, 1]),
        'late.weight': floats([1, 2, 3, 4], [2, 2, 1, 1]),
      },
    }),
    { name: 'net.onnx' },
  ),
)
const design = {
  network: sequential({
    backbone: imported,
    head: embeddingHead({ inputs: 2, pool: 'none', norm: 'none', hidden: [], embedding: 2 }),
  }),
  intake: images({ width: 4, height: 4, channels: 3 }),
}
const trunk = { pretrained: true, unreached: imported.unreached }
const settings = (given: object) => settingsOf({ dataset: 'data', backbone: 'net.onnx', fineTune: 'all', ...given })

describe('demandGradients', () => {
  it('names the node at which gradients stop, its operator, the weights behind it, and how to go on', () => {
    expect(() => demandGradients(settings({}), trunk, design)).toThrow(
      '--fine-tune: a gradient must reach all that is trained of net.onnx, and it stops at /sign/Sign (Sign), behind which lie early.weight, early.bias; leave these as they are by --freeze early.weight,early.bias, cut the backbone elsewhere by --backbone-output, or leave --fine-tune out',
    )
  })

  it('asks only for what is trained', () => {
    for (const given of [{ freeze: ['early.weight', 'early.bias'] }, { fineTune: 'last:1' }, { fineTune: 'late' }])
      expect(() => demandGradients(settings(given), trunk, design)).not.toThrow()
    expect(() => demandGradients(settings({ freeze: ['early.weight'] }), trunk, design)).toThrow(
      /lie early\.bias; leave these as they are by --freeze early\.bias, /,
    )
  })
})
