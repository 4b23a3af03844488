import { demand } from '../../errors.ts'
import { batchNorm } from '../batchNorm.ts'
import { convolution } from '../convolution.ts'
import { demandSizes } from '../demandSizes.ts'
import { flat } from '../flat.ts'
import { globalAveragePooling } from '../globalAveragePooling.ts'
import { heNormal } from '../heNormal.ts'
import type { Layer } from '../layer.ts'
import { maxPooling } from '../maxPooling.ts'
import { relu } from '../relu.ts'
import { residual } from '../residual.ts'
import { sequential } from '../sequential.ts'
import type { BatchNormMode } from './batchNormMode.ts'
import { inBatchNormMode } from './batchNormMode.ts'
import type { Trunk } from './trunk.ts'

export type ResNetDepth = 18 | 34 | 50 | 101

export interface ResNetOptions {
  /** How many layers have weights. */
  readonly depth: ResNetDepth
  /** Channels of the images. Default 3. */
  readonly inputs?: number
  /** 'pooled': rows [N, C], the mean of each channel. 'map': [N, C, H/32, W/32], rounded up. C is 512 at depth 18 and 34,
   *  2048 at 50 and 101. Default 'pooled'. */
  readonly output?: 'pooled' | 'map'
  /** Default 'training'. */
  readonly batchNorm?: BatchNormMode
}

/** Residual network (He et al. 2016) without its classifier: images [N, inputs, H, W] of any size to features. The stride
 *  of a bottleneck is in its 3x3 convolution, as in torchvision. Weights go by torchvision's names, which are timm's too:
 *  `conv1.weight`, `layer1.0.bn2.running_mean`, `layer4.0.downsample.0.weight`. They begin as torchvision's: convolutions
 *  normal with variance 2 / (outputs kernel²), batch normalisation as the identity. */
export function resNet(options: ResNetOptions): Trunk {
  const { depth, inputs = 3, output = 'pooled', batchNorm: mode = 'training' } = options
  const who = 'resNet'
  const plan = plans[depth]
  demand(plan, { who, rule: `depth must be one of ${Object.keys(plans).join(', ')}`, value: depth })
  demandSizes(who, { inputs })
  demand(output === 'pooled' || output === 'map', { who, rule: "output must be 'pooled' or 'map'", value: output })
  const { blocks, expansion } = plan
  const stages = blocks.map((count, i): [string, Layer] => {
    const width = 64 * 2 ** i
    const into = i === 0 ? 64 : (width / 2) * expansion
    const stack = Array.from({ length: count }, (_, j): [string, Layer] => [
      `${j}`,
      block({ inputs: j === 0 ? into : width * expansion, width, expansion, stride: i > 0 && j === 0 ? 2 : 1 }),
    ])
    return [`layer${i + 1}`, sequential(stack)]
  })
  const layers: [string, Layer][] = [
    ['conv1', convolution({ inputs, outputs: 64, kernel: 7, stride: 2, bias: false, initial: heNormal })],
    ['bn1', batchNorm({ channels: 64 })],
    ['relu', relu()],
    ['maxpool', maxPooling({ kernel: 3, stride: 2, padding: 1 })],
    ...stages,
    ...(output === 'pooled' ? [['avgpool', globalAveragePooling()] as [string, Layer]] : []),
  ]
  return inBatchNormMode(who, mode, { ...sequential(layers, `resNet(${depth})`), channels: 512 * expansion })
}

const plans: Readonly<Record<number, { blocks: readonly number[]; expansion: 1 | 4 }>> = {
  18: { blocks: [2, 2, 2, 2], expansion: 1 },
  34: { blocks: [3, 4, 6, 3], expansion: 1 },
  50: { blocks: [3, 4, 6, 3], expansion: 4 },
  101: { blocks: [3, 4, 23, 3], expansion: 4 },
}

interface BlockOptions {
  readonly inputs: number
  readonly width: number
  readonly expansion: 1 | 4
  readonly stride: number
}

/** Two 3x3 convolutions, or 1x1, 3x3 and 1x1 of `expansion` times the width, around which the input goes. */
function block({ inputs, width, expansion, stride }: BlockOptions): Layer {
  const outputs = width * expansion
  const conv = (from: number, to: number, kernel: number, step = 1): Layer =>
    convolution({ inputs: from, outputs: to, kernel, stride: step, bias: false, initial: heNormal })
  const convolutions =
    expansion === 1
      ? [conv(inputs, width, 3, stride), conv(width, width, 3)]
      : [conv(inputs, width, 1), conv(width, width, 3, stride), conv(width, outputs, 1)]
  const body = convolutions.flatMap((layer, i): [string, Layer][] => {
    const last = i === convolutions.length - 1
    const norm: [string, Layer] = [`bn${i + 1}`, batchNorm({ channels: last ? outputs : width })]
    return [[`conv${i + 1}`, layer], norm, ...(last ? [] : [[`relu${i + 1}`, relu()] as [string, Layer]])]
  })
  const downsample = sequential([
    ['0', conv(inputs, outputs, 1, stride)],
    ['1', batchNorm({ channels: outputs })],
  ])
  const changes = stride !== 1 || inputs !== outputs
  return flat([residual(sequential(body, 'block'), changes ? sequential({ downsample }) : undefined), relu()])
}
