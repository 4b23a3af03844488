import { demand } from '../errors.ts'
import { embeddingHead } from '../nn/heads/embeddingHead.ts'
import type { Layer } from '../nn/layer.ts'
import { multilayerHead } from '../nn/networks/multilayerHead.ts'
import { smallConvNet } from '../nn/networks/smallConvNet.ts'
import { sequential } from '../nn/sequential.ts'
import type { Data } from '../runs/dataOf.ts'
import { lossOf } from '../runs/lossOf.ts'
import { takesFeatures } from '../runs/modelForm.ts'
import type { Settings } from '../runs/settings.ts'
import type { StepDesign } from '../train/stepDesign.ts'
import { batchShape } from './batches.ts'
import { demandGradients } from './demandGradients.ts'
import { demandLossMemory } from './demandLossMemory.ts'
import { demandTrainingMemory } from './demandTrainingMemory.ts'
import { headOf } from './headOf.ts'
import { mostInMemory } from './mostInMemory.ts'
import { optimizerOf } from './optimizerOf.ts'
import { samplerName } from './samplerOf.ts'

/** Larger images than this are averaged over their places before the embedding: flattened they would make a linear
 *  layer of millions of parameters. */
const largestFlattened = 48

const usualWidths = [32, 64, 64]

/** The network that the settings describe: a head on the data's features, a trunk with a head, or the small network. */
export function networkOf(settings: Settings, data: Pick<Data, 'pixels' | 'dataset' | 'backbone' | 'trunk'>): Layer {
  const { widths, head, norm } = settings
  const { pixels, trunk } = data
  if (trunk) return sequential({ backbone: trunk.layer, head: embeddingHead(headOf(settings, data)) })
  if (takesFeatures(data)) {
    const made = headOf(settings, data)
    const wide = settings.headInit?.startsWith('pca') && made.embedding > made.inputs
    demand(!wide, {
      who: '--head-init',
      rule: `the embedding can have no more dimensions than the features, ${made.inputs}`,
      value: made.embedding,
      remedy: 'make --embedding smaller, or leave --head-init out',
    })
    return norm === 'none' ? multilayerHead(made) : embeddingHead(made)
  }
  const dimension = dimensionOf(settings, data)
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
  { dataset, backbone, trunk }: Pick<Data, 'dataset' | 'backbone' | 'trunk'>,
): number => embedding ?? dataset.protocol?.embedding ?? (backbone || trunk ? 128 : 64)

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
  const dimension = dimensionOf(settings, data)
  const loss = lossOf(settings, {
    classes: data.protocol.label.classes.length,
    dimension,
    ...(settings.memory === null
      ? {}
      : {
          mostPositives: mostInMemory(
            { size: settings.memory, batch: { classes, samples }, sampler: samplerName(settings).split(':')[0]! },
            data,
          ),
        }),
  })
  const sized = ['--classes', '--samples', ...(settings.memory === null ? [] : ['--memory'])].join(', ')
  demandLossMemory(loss, { size: classes * samples, dimension, mostPositives: samples - 1 }, sized)
  const design = {
    network: networkOf(settings, data),
    loss,
    optimizer: optimizerOf(settings),
    intake: data.intake,
    batchSize: classes * samples,
    mostPositives: samples - 1,
    ...(settings.clip === null ? {} : { clip: settings.clip }),
    ...(settings.chunk === null ? {} : { chunk: settings.chunk }),
    ...(settings.accumulate === 1 ? {} : { accumulate: settings.accumulate }),
  }
  if (data.trunk) demandGradients(settings, data.trunk, design)
  demandTrainingMemory(settings, data, design)
  return design
}
