import type { Sampler } from '../data/samplers/mPerClass.ts'
import { mPerClass } from '../data/samplers/mPerClass.ts'
import type { Data } from './dataOf.ts'
import type { Settings } from './settings.ts'

/** About this many images a batch, where neither the user nor the dataset says how many. */
const usualBatch = 128

/** Classes and samples of a batch: as asked for, as the dataset's protocol has it, or as many samples (2 to 8) as the
 *  smallest class allows and as many classes as then make a batch of about 128. */
export function batchShape(
  { classes, samples }: Settings,
  { dataset, protocol }: Data,
): { classes: number; samples: number } {
  const counts = new Map<number, number>()
  for (const row of protocol.train) {
    const c = protocol.label.labels[row]!
    counts.set(c, (counts.get(c) ?? 0) + 1)
  }
  const smallest = Math.min(...counts.values())
  const published = dataset.protocol?.label === protocol.label.name ? dataset.protocol : undefined
  const k = samples ?? published?.samplesPerClass ?? Math.min(8, smallest)
  const p = classes ?? Math.min(published?.classesPerBatch ?? Math.floor(usualBatch / k), counts.size)
  return { classes: Math.max(p, 2), samples: k }
}

/** The batches of a training. */
export function batchesOf(settings: Settings, data: Data): Sampler {
  const { classes, samples } = batchShape(settings, data)
  const { label, train } = data.protocol
  return mPerClass({
    labels: label.labels,
    classNames: label.classes,
    indices: train,
    classesPerBatch: classes,
    samplesPerClass: samples,
    seed: settings.seed,
  })
}
