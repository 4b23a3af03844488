import type { Layer } from '../nn/layer.ts'
import { smallConvNet } from '../nn/networks/smallConvNet.ts'
import type { StepDesign } from '../train/step.ts'
import { batchShape } from './batches.ts'
import type { Data } from './dataOf.ts'
import { demandMemory } from './demandMemory.ts'
import { lossOf } from './lossOf.ts'
import { optimizerOf } from './optimizerOf.ts'
import type { Settings } from './settings.ts'

/** Larger images than this are averaged over their places before the embedding: flattened they would make a linear
 *  layer of millions of parameters. */
const largestFlattened = 48

/** The network that the settings describe, for the data's images. */
export function networkOf(
  { widths, head, embedding }: Settings,
  { pixels, dataset }: Pick<Data, 'pixels' | 'dataset'>,
): Layer {
  const large = Math.max(pixels.width, pixels.height) > largestFlattened
  return smallConvNet({
    image: pixels,
    widths,
    embedding: embedding ?? dataset.protocol?.embedding ?? 64,
    head: (head ?? (large ? 'average' : 'flatten')) === 'average' ? 'globalAverage' : 'flatten',
  })
}

/** What a step trains, and how. */
export function designOf(settings: Settings, data: Data): StepDesign {
  const { classes, samples } = batchShape(settings, data)
  demandMemory({ image: data.pixels, widths: settings.widths, batch: classes * samples })
  return {
    network: networkOf(settings, data),
    loss: lossOf(settings, data.protocol.label.classes.length),
    optimizer: optimizerOf(settings),
    intake: data.intake,
    batchSize: classes * samples,
    mostPositives: samples - 1,
    ...(settings.clip === null ? {} : { clip: settings.clip }),
  }
}
