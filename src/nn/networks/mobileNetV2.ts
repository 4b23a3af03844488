import { demand } from '../../errors.ts'
import { batchNorm } from '../batchNorm.ts'
import { convolution } from '../convolution.ts'
import { demandSizes } from '../demandSizes.ts'
import { globalAveragePooling } from '../globalAveragePooling.ts'
import { heNormal } from '../heNormal.ts'
import type { Layer } from '../layer.ts'
import { relu6 } from '../relu6.ts'
import { residual } from '../residual.ts'
import { sequential } from '../sequential.ts'
import type { BatchNormMode } from './batchNormMode.ts'
import { inBatchNormMode } from './batchNormMode.ts'
import type { Trunk } from './trunk.ts'

export interface MobileNetV2Options {
  /** Factor of all widths, rounded to multiples of 8. Default 1. */
  readonly width?: number
  /** Channels of the images. Default 3. */
  readonly inputs?: number
  /** 'pooled': rows [N, C], the mean of each channel. 'map': [N, C, H/32, W/32], rounded up. C is 1280, or that times the
   *  width where the width is above 1. Default 'pooled'. */
  readonly output?: 'pooled' | 'map'
  /** Default 'training'. */
  readonly batchNorm?: BatchNormMode
}

/** MobileNetV2 (Sandler et al. 2018, table 2) without its classifier: images [N, inputs, H, W] of any size to features. Weights go
 *  by torchvision's names, `features.0.0.weight` to `features.18.1.running_var`, and begin as there: convolutions normal with
 *  variance 2 / (outputs kernel²), batch normalisation as the identity. */
export function mobileNetV2(options: MobileNetV2Options = {}): Trunk {
  const { width = 1, inputs = 3, output = 'pooled', batchNorm: mode = 'training' } = options
  const who = 'mobileNetV2'
  demand(Number.isFinite(width) && width > 0, { who, rule: 'width must be greater than 0', value: width })
  demandSizes(who, { inputs })
  demand(output === 'pooled' || output === 'map', { who, rule: "output must be 'pooled' or 'map'", value: output })
  const first = multipleOf8(32 * width)
  const last = multipleOf8(1280 * Math.max(1, width))
  const stack: Layer[] = [convBnRelu(inputs, first, 3, 2)]
  let channels = first
  for (const [expansion, outputs, count, stride] of plan)
    for (let i = 0; i < count; i++) {
      const to = multipleOf8(outputs * width)
      stack.push(inverted({ inputs: channels, outputs: to, expansion, stride: i === 0 ? stride : 1 }))
      channels = to
    }
  stack.push(convBnRelu(channels, last, 1))
  const features = sequential(stack.map((layer, i): [string, Layer] => [`${i}`, layer]))
  const layers = output === 'pooled' ? { features, avgpool: globalAveragePooling() } : { features }
  return inBatchNormMode(who, mode, { ...sequential(layers, `mobileNetV2(${width})`), channels: last })
}

/** Expansion, channels, blocks and stride of the first block. */
const plan = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const

/** The nearest multiple of 8, but not less than nine tenths of the number. */
function multipleOf8(x: number): number {
  const nearest = Math.max(8, Math.floor((x + 4) / 8) * 8)
  return nearest < 0.9 * x ? nearest + 8 : nearest
}

const convolved = (inputs: number, outputs: number, kernel: number, stride = 1, groups = 1): Layer =>
  convolution({ inputs, outputs, kernel, stride, groups, bias: false, initial: heNormal })

const convBnRelu = (inputs: number, outputs: number, kernel: number, stride = 1, groups = 1): Layer =>
  sequential([
    ['0', convolved(inputs, outputs, kernel, stride, groups)],
    ['1', batchNorm({ channels: outputs })],
    ['2', relu6()],
  ])

interface InvertedOptions {
  readonly inputs: number
  readonly outputs: number
  readonly expansion: number
  readonly stride: number
}

/** Widened, convolved channel by channel, narrowed again without a ReLU; the input goes around where it fits. */
function inverted({ inputs, outputs, expansion, stride }: InvertedOptions): Layer {
  const inner = inputs * expansion
  const layers = [
    ...(expansion === 1 ? [] : [convBnRelu(inputs, inner, 1)]),
    convBnRelu(inner, inner, 3, stride, inner),
    convolved(inner, outputs, 1),
    batchNorm({ channels: outputs }),
  ]
  const body = sequential({ conv: sequential(layers.map((layer, i): [string, Layer] => [`${i}`, layer])) })
  return stride === 1 && inputs === outputs ? residual(body) : body
}
