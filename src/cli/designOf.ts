import { demand } from '../errors.ts'
import type { Layer } from '../nn/layer.ts'
import { multilayerHead } from '../nn/networks/multilayerHead.ts'
import { smallConvNet } from '../nn/networks/smallConvNet.ts'
import type { StepDesign } from '../train/stepDesign.ts'
import { batchShape } from './batches.ts'
import type { Data } from './dataOf.ts'
import { demandLossMemory } from './demandLossMemory.ts'
import { demandMemory } from './demandMemory.ts'
import { lossOf } from './lossOf.ts'
import { mostInMemory } from './mostInMemory.ts'
import { optimizerOf } from './optimizerOf.ts'
import type { Settings } from './settings.ts'

/** Larger images than this are averaged over their places before the embedding: flattened they would make a linear
 *  layer of millions of parameters. */
const largestFlattened = 48

const usualWidths = [32, 64, 64]

/** The network that the settings describe, for the data's images or features. */
export function networkOf(
  { widths, head, embedding }: Settings,
  { pixels, dataset, frozen }: Pick<Data, 'pixels' | 'dataset' | 'frozen'>,
): Layer {
  const dimension = dimensionOf({ embedding }, { dataset, frozen })
  if (frozen) return multilayerHead({ inputs: frozen.dimension, hidden: widths ?? [], embedding: dimension })
  const large = Math.max(pixels.width, pixels.height) > largestFlattened
  return smallConvNet({
    image: pixels,
    widths: widths ?? usualWidths,
    embedding: dimension,
    head: (head ?? (large ? 'average' : 'flatten')) === 'average' ? 'globalAverage' : 'flatten',
  })
}

/** The dimension of the embedding: as asked for, or as published, or what is usual. */
const dimensionOf = (
  { embedding }: Pick<Settings, 'embedding'>,
  { dataset, frozen }: Pick<Data, 'dataset' | 'frozen'>,
): number => embedding ?? dataset.protocol?.embedding ?? (frozen ? 128 : 64)

/** What a step trains, and how. */
export function designOf(settings: Settings, data: Data): StepDesign {
  const { classes, samples } = batchShape(settings, data)
  demand(settings.memory === null || settings.memory >= classes * samples, {
    who: '--memory',
    rule: `must hold a batch at least, ${classes * samples} images: the batch itself is remembered first`,
    value: settings.memory,
    remedy: 'enlarge it, or make the batch smaller by --classes or --samples',
  })
  const images = data.protocol.train.length
  demand(settings.memory === null || settings.memory <= images, {
    who: '--memory',
    rule: `must hold no more than the ${images} training images: an anchor would meet its own embedding of an epoch before`,
    value: settings.memory,
    remedy: `give ${images} or less`,
  })
  if (!data.frozen)
    demandMemory({ image: data.pixels, widths: settings.widths ?? usualWidths, batch: classes * samples })
  const dimension = dimensionOf(settings, data)
  const loss = lossOf(settings, {
    classes: data.protocol.label.classes.length,
    dimension,
    ...(settings.memory === null
      ? {}
      : {
          mostPositives: mostInMemory(
            { size: settings.memory, batch: { classes, samples }, sampler: settings.sampler.split(':')[0]! },
            data,
          ),
        }),
  })
  const sized = ['--classes', '--samples', ...(settings.memory === null ? [] : ['--memory'])].join(', ')
  demandLossMemory(loss, { size: classes * samples, dimension, mostPositives: samples - 1 }, sized)
  return {
    network: networkOf(settings, data),
    loss,
    optimizer: optimizerOf(settings),
    intake: data.intake,
    batchSize: classes * samples,
    mostPositives: samples - 1,
    ...(settings.clip === null ? {} : { clip: settings.clip }),
  }
}
