import { demand } from '../../errors.ts'
import { fixed } from '../../tensor/shape.ts'
import { averagePooling } from '../averagePooling.ts'
import { batchNorm } from '../batchNorm.ts'
import { branches } from '../branches.ts'
import { convolution } from '../convolution.ts'
import { demandInput } from '../demandInput.ts'
import { demandSizes } from '../demandSizes.ts'
import { flat } from '../flat.ts'
import { globalAveragePooling } from '../globalAveragePooling.ts'
import type { Layer } from '../layer.ts'
import { maxPooling } from '../maxPooling.ts'
import { relu } from '../relu.ts'
import { sequential } from '../sequential.ts'
import type { BatchNormMode } from './batchNormMode.ts'
import { inBatchNormMode } from './batchNormMode.ts'
import type { Trunk } from './trunk.ts'

export interface BnInceptionOptions {
  /** Channels of the images. Default 3. */
  readonly inputs?: number
  /** 'pooled': rows [N, 1024], the mean of each channel. 'map': [N, 1024, H/32, W/32]. Default 'pooled'. */
  readonly output?: 'pooled' | 'map'
  /** Default 'training'. */
  readonly batchNorm?: BatchNormMode
}

/** BN-Inception (Ioffe and Szegedy 2015, figure 5) without its classifier, the usual network of papers on metric learning: images
 *  [N, inputs, H, W] of a known size to features. Weights go by the names of the PyTorch port in Cadene's pretrained-models:
 *  `conv1_7x7_s2.weight`, `inception_3a_double_3x3_1_bn.running_mean`. They begin by PyTorch's defaults. The port's files
 *  want images in the order blue, green, red, from 0 to 255, less 104, 117 and 128; its momentum
 *  of 0.9, Caffe's weight of the old statistics, is 0.1 here. */
export function bnInception(options: BnInceptionOptions = {}): Trunk {
  const { inputs = 3, output = 'pooled', batchNorm: mode = 'training' } = options
  const who = 'bnInception'
  demandSizes(who, { inputs })
  demand(output === 'pooled' || output === 'map', { who, rule: "output must be 'pooled' or 'map'", value: output })
  const layers = [
    unit('conv1_7x7_s2', { inputs, outputs: 64, kernel: 7, stride: 2 }),
    maxPooling({ kernel: 3, stride: 2, ceil: true }),
    unit('conv2_3x3_reduce', { inputs: 64, outputs: 64, kernel: 1 }),
    unit('conv2_3x3', { inputs: 64, outputs: 192 }),
    maxPooling({ kernel: 3, stride: 2, ceil: true }),
    ...Object.entries(modules).map(([name, widths]) => inception(name, widths)),
    ...(output === 'pooled' ? [globalAveragePooling()] : []),
  ]
  const network = flat(layers, who)
  return inBatchNormMode(who, mode, {
    ...network,
    channels: 1024,
    apply(values, x, when) {
      demandInput(who, x, [4], inputs)
      const size = fixed(x.shape.slice(2), who)
      demand(size.every(halves), {
        who,
        rule: 'rows and columns must stay even to the last halving',
        value: size.join(' x '),
        remedy: 'take multiples of 32',
      })
      return network.apply(values, x, when)
    },
  })
}

/** Whether the convolutions and the poolings of the two halving modules make as many rows: the one rounds up, the other down. */
function halves(length: number): boolean {
  const pooled = (n: number): number => Math.floor(n / 2)
  return pooled(pooled(Math.ceil(length / 2))) % 4 === 0
}

interface Widths {
  readonly inputs: number
  /** Of the 1x1 convolution alone; without it the module halves rows and columns and lets the input through its pooling. */
  readonly single?: number
  /** 1x1, then 3x3. */
  readonly triple: readonly [number, number]
  /** 1x1, then 3x3, then 3x3. */
  readonly double: readonly [number, number, number]
  /** The pooling, and the 1x1 convolution after it. */
  readonly pool?: readonly ['average' | 'max', number]
}

const modules: Readonly<Record<string, Widths>> = {
  inception_3a: { inputs: 192, single: 64, triple: [64, 64], double: [64, 96, 96], pool: ['average', 32] },
  inception_3b: { inputs: 256, single: 64, triple: [64, 96], double: [64, 96, 96], pool: ['average', 64] },
  inception_3c: { inputs: 320, triple: [128, 160], double: [64, 96, 96] },
  inception_4a: { inputs: 576, single: 224, triple: [64, 96], double: [96, 128, 128], pool: ['average', 128] },
  inception_4b: { inputs: 576, single: 192, triple: [96, 128], double: [96, 128, 128], pool: ['average', 128] },
  inception_4c: { inputs: 576, single: 160, triple: [128, 160], double: [128, 160, 160], pool: ['average', 128] },
  inception_4d: { inputs: 608, single: 96, triple: [128, 192], double: [160, 192, 192], pool: ['average', 128] },
  inception_4e: { inputs: 608, triple: [128, 192], double: [192, 256, 256] },
  inception_5a: { inputs: 1056, single: 352, triple: [192, 320], double: [160, 224, 224], pool: ['average', 128] },
  inception_5b: { inputs: 1024, single: 352, triple: [192, 320], double: [192, 224, 224], pool: ['max', 128] },
}

interface UnitOptions {
  readonly inputs: number
  readonly outputs: number
  readonly kernel?: number
  readonly stride?: number
}

/** A convolution, its batch normalisation under its name and `_bn`, and a ReLU. */
const unit = (name: string, options: UnitOptions): Layer =>
  sequential({ [name]: convolution(options), [`${name}_bn`]: batchNorm({ channels: options.outputs }), relu: relu() })

function inception(name: string, { inputs, single, triple, double, pool }: Widths): Layer {
  const stride = pool ? 1 : 2
  const ways = [
    flat([
      unit(`${name}_3x3_reduce`, { inputs, outputs: triple[0], kernel: 1 }),
      unit(`${name}_3x3`, { inputs: triple[0], outputs: triple[1], stride }),
    ]),
    flat([
      unit(`${name}_double_3x3_reduce`, { inputs, outputs: double[0], kernel: 1 }),
      unit(`${name}_double_3x3_1`, { inputs: double[0], outputs: double[1] }),
      unit(`${name}_double_3x3_2`, { inputs: double[1], outputs: double[2], stride }),
    ]),
  ]
  if (!single || !pool) return branches([...ways, maxPooling({ kernel: 3, stride: 2, ceil: true })], name)
  const [kind, outputs] = pool
  const pooled = (kind === 'average' ? averagePooling : maxPooling)({ kernel: 3, stride: 1, padding: 1 })
  return branches(
    [
      unit(`${name}_1x1`, { inputs, outputs: single, kernel: 1 }),
      ...ways,
      flat([pooled, unit(`${name}_pool_proj`, { inputs, outputs, kernel: 1 })]),
    ],
    name,
  )
}
