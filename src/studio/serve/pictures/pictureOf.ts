import type { Dataset } from '../../../data/dataset.ts'
import { openDataset } from '../../../data/open.ts'
import { thumbnailOf } from '../../../data/thumbnailOf.ts'
import { demand } from '../../../errors.ts'
import { placeInDataset } from './placeInDataset.ts'

/** An image of a dataset. */
export interface PictureAsked {
  /** As the run's settings name it. */
  readonly dataset: string
  /** Its file; null where it lies in none of its own. */
  readonly path: string | null
  /** Its index in the dataset. */
  readonly image: number
  readonly name: string
}

/** Pixels of the longer side. */
const longest = 1024

/** Pictures as they are now, as WebP of at most 1,024 pixels a side. The dataset that was last read from stays open. */
export function openPictures(): (asked: PictureAsked) => Promise<Uint8Array> {
  let opened: { readonly spec: string; readonly dataset: Promise<Dataset> } | undefined
  const datasetOf = (spec: string): Promise<Dataset> => {
    if (opened?.spec !== spec) {
      const before = opened
      opened = { spec, dataset: openDataset(spec) }
      void before?.dataset.then((dataset) => dataset.close?.()).catch(() => {})
    }
    const current = opened
    current.dataset.catch(() => {
      if (opened === current) opened = undefined
    })
    return current.dataset
  }
  return async ({ dataset: spec, path, image, name }) => {
    if (path !== null) return thumbnailOf({ kind: 'file', path: await placeInDataset(spec, path) }, longest)
    const dataset = await datasetOf(spec)
    demand(dataset.names[image] === name, {
      who: spec,
      rule: `the dataset has another image where '${name}' was`,
      remedy: 'restore the dataset, or prepare the run again',
    })
    return thumbnailOf(dataset.source(image), longest)
  }
}
