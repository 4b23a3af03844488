import type { Data } from '../runs/dataOf.ts'

/** What the number of a class's samples in a memory follows from. */
export interface Remembered {
  /** M */
  readonly size: number
  readonly batch: { readonly classes: number; readonly samples: number }
  /** Its name: 'm-per-class'. */
  readonly sampler: string
}

/** The most positives that an anchor can have in a memory of the last M samples, itself left out.
 *
 *  No batch holds more than K of a class, so that M / (P K) batches, the oldest of them cut, hold no more than as many K. Where
 *  every class is gone through in groups of K, n images make ceil(n / K) of them in an epoch, and one more where the last
 *  batch is filled up; and as many samples as there are images lie in two epochs at most. Samplers that draw classes by weight or
 *  by super class give a small class again and again: of these the first bound alone holds. */
export function mostInMemory(
  { size, batch: { classes, samples }, sampler }: Remembered,
  { protocol: { label, train } }: Pick<Data, 'protocol'>,
): number {
  const images = classes * samples
  const ofBatches = Math.floor(size / images) * samples + Math.min(samples, size % images)
  const counts = new Map<number, number>()
  for (const row of train) counts.set(label.labels[row]!, (counts.get(label.labels[row]!) ?? 0) + 1)
  const ofEpochs =
    sampler === 'm-per-class' ? 2 * (Math.ceil(Math.max(...counts.values()) / samples) + 1) * samples : size
  return Math.min(ofBatches, ofEpochs) - 1
}
