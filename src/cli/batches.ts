import type { Sampler } from '../data/samplers/sampler.ts'
import { fail } from '../errors.ts'
import type { Data } from '../runs/dataOf.ts'
import type { Settings } from '../runs/settings.ts'
import { samplerName, samplerOf } from './samplerOf.ts'

/** About this many images a batch, where neither the user nor the dataset says how many. */
const usualBatch = 128

/** Classes and samples of a batch: as asked for, as the dataset's protocol has it, or as many samples (2 to 8) as the
 *  smallest class allows and as many classes as then make a batch of about 128.
 *  Fails, naming the class, where the training images do not suffice for what was asked for. */
export function batchShape(
  { classes, samples }: Settings,
  { dataset, protocol }: Data,
): { classes: number; samples: number } {
  const { label, train } = protocol
  const counts = new Map<number, number>()
  for (const row of train) counts.set(label.labels[row]!, (counts.get(label.labels[row]!) ?? 0) + 1)
  const published = dataset.protocol?.label === label.name ? dataset.protocol : undefined
  const k = samples ?? published?.samplesPerClass ?? Math.min(8, ...counts.values())
  const p = classes ?? Math.min(published?.classesPerBatch ?? Math.floor(usualBatch / k), counts.size)
  const small = [...counts].filter(([, count]) => count < k).sort(([, a], [, b]) => a - b)
  if (small.length > 0) {
    const [least, count] = small[0]!
    const others = small.length > 1 ? `, and ${small.length - 1} more of the ${counts.size} classes have too few` : ''
    const rule = `every class needs as many training images, but '${label.classes[least]}' has ${count}${others}`
    fail({ who: `--samples ${k}`, rule, remedy: `give --samples ${Math.max(2, count)} or less, or add images` })
  }
  if (p > counts.size)
    fail({
      who: `--classes ${p}`,
      rule: `a batch has at most the ${counts.size} classes of '${label.name}' that are trained on`,
      remedy: `give --classes ${counts.size} or less, or add classes`,
    })
  return { classes: Math.max(p, 2), samples: k }
}

/** The batches of a training. */
export function batchesOf(settings: Settings, data: Data): Sampler {
  const { classes, samples } = batchShape(settings, data)
  return samplerOf(samplerName(settings), data, { classes, samples, seed: settings.seed })
}
