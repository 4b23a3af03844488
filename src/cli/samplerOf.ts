import { labelLevel } from '../data/dataset.ts'
import { classWeighted } from '../data/samplers/classWeighted.ts'
import { hierarchical } from '../data/samplers/hierarchical.ts'
import { mPerClass } from '../data/samplers/mPerClass.ts'
import type { Sampler } from '../data/samplers/sampler.ts'
import { valuesOf } from '../option.ts'
import { samplers } from '../runs/choices.ts'
import type { Data } from '../runs/dataOf.ts'
import { ofTheOption } from '../runs/ofTheOption.ts'
import type { Settings } from '../runs/settings.ts'
import { specOf } from '../runs/spec.ts'

/** The sampler of the settings by name. Where none is named: of photos on somebody else's model, or on a network of some size,
 *  every class is drawn alike, as the field has it, whose classes of photos differ much in size; otherwise every image stands in an
 *  epoch, as the benchmarks are measured. */
export const samplerName = ({
  sampler,
  backbone,
  network,
}: Pick<Settings, 'sampler' | 'backbone' | 'network'>): string =>
  sampler ??
  (backbone !== null || (network !== null && network !== 'small') ? 'class-weighted:weights=uniform' : 'm-per-class')

/** The sampler of a name with options, over the training images.
 *  @param shape classes and samples of each in a batch */
export function samplerOf(
  text: string,
  { dataset, pixels, protocol }: Pick<Data, 'dataset' | 'pixels' | 'protocol'>,
  { classes, samples, seed }: { readonly classes: number; readonly samples: number; readonly seed: number },
): Sampler {
  const { name, options } = specOf(text, '--sampler', samplers)
  const { label, train } = protocol
  const common = {
    labels: label.labels,
    classNames: label.classes,
    indices: train,
    classesPerBatch: classes,
    samplesPerClass: samples,
    seed,
  }
  const make = (): Sampler => {
    if (name === 'class-weighted')
      return classWeighted({ ...common, ...valuesOf(name, samplers['class-weighted'], options) })
    if (name === 'm-per-class') return mPerClass(common)
    const { level, superClasses } = valuesOf(name, samplers.hierarchical, options)
    const supers = labelLevel(dataset, level, '--sampler hierarchical')
    return hierarchical({
      ...common,
      superLabels: Int32Array.from(pixels.kept, (row) => supers.labels[row]!),
      superNames: supers.classes,
      superClassesPerBatch: superClasses,
    })
  }
  return ofTheOption('--sampler', make, words)
}

/** The command's words for the library's. */
const words = { classesPerBatch: '--classes', superClassesPerBatch: 'super-classes', samplesPerClass: '--samples' }
