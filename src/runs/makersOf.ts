import { labelLevel } from '../data/dataset.ts'
import { omniglotDrawers } from '../data/formats/omniglotDrawers.ts'
import type { JudgeOptions } from '../evaluate/judge.ts'
import type { Data } from './dataOf.ts'

/** Who made each image, and what it is drawn from, where the dataset says so: the drawers and alphabets of Omniglot. */
export function makersOf({ dataset, pixels }: Partial<Pick<Data, 'dataset' | 'pixels'>>): Pick<JudgeOptions, 'makers'> {
  if (dataset?.name !== 'omniglot' || !pixels) return {}
  const { labels } = labelLevel(dataset, 'alphabet')
  const drawers = omniglotDrawers(dataset.names)
  return { makers: { of: pixels.kept.map((i) => drawers[i]!), within: pixels.kept.map((i) => labels[i]!) } }
}
