import type { LabelLevel } from '../../data/dataset.ts'
import { gather } from '../../data/gather.ts'
import { spaced } from '../../data/spaced.ts'
import { makeFolder, writeAtomically } from '../../files.ts'
import type { Data } from '../dataOf.ts'
import type { Seen } from '../glance.ts'
import { askedOf } from '../glance.ts'
import type { AboutLooks, SampledLevel } from './aboutLooks.ts'
import { aboutPath, lookPath, lookSteps, looksFolder } from './lookFiles.ts'
import { planeOf } from './planeOf.ts'
import type { StoredLook } from './storedLook.ts'
import { storedLook } from './storedLook.ts'
import { turnedTo } from './turnedTo.ts'

/** Images in a picture of the map. */
const most = 1000

/** Writes what was seen at a step as a picture of the map. */
export type WriteLook = (step: number, seen: Seen) => void

/** Opens the pictures that a training leaves of its map as it forms, in `looks/` of its folder: of at most 1,000 of the images that its
 *  looks embed anyway. Each is turned to the one before, which is read from the disk: so a run that was killed and resumed leaves
 *  the same files as one that was not. A picture that cannot be written is told of, once, and missing; the training goes on.
 *  @param steps of the training @param imagesPerStep training images that one goes through */
export function openLooks(
  { path, folder }: { readonly path: (name: string) => string; readonly folder: string },
  data: Pick<Data, 'protocol' | 'trunk'>,
  { steps, imagesPerStep, say }: { steps: number; imagesPerStep: number; say: (line: string) => void },
): WriteLook {
  const { label, evaluateLabel } = data.protocol
  const asked = askedOf(data)
  const places = spaced(Int32Array.from(asked.keys()), most)
  const rows = places.map((place) => asked[place]!)
  const about: AboutLooks = {
    format: 1,
    steps,
    imagesPerStep,
    label: sampled(label, rows),
    finer: sampled(evaluateLabel, rows),
  }
  let told = false
  const trying = (write: () => void): void => {
    try {
      write()
    } catch (error) {
      if (!told) say(`warning: no picture of the map is kept: ${(error as Error).message}`)
      told = true
    }
  }
  trying(() => {
    makeFolder(path(looksFolder))
    writeAtomically(aboutPath(folder), `${JSON.stringify(about)}\n`)
  })
  return (step, { embeddings, dimension }) => {
    const { kind, xy } = planeOf(gather(embeddings, dimension, places), dimension)
    const before = kind === 'principal' ? lookBefore(folder, step, rows.length) : undefined
    const turned = before ? turnedTo(xy, before.xy) : xy
    if (!turned.every(Number.isFinite)) return
    const look: StoredLook = { step, kind, xy: Array.from(turned, rounded) }
    trying(() => writeAtomically(lookPath(folder, step), `${JSON.stringify(look)}\n`))
  }
}

/** The newest that can be read of those before a step. */
function lookBefore(folder: string, step: number, images: number): StoredLook | undefined {
  for (const at of lookSteps(folder).reverse()) {
    if (at >= step) continue
    try {
      return storedLook(folder, at, images)
    } catch {
      // A damaged one is as one that was never written.
    }
  }
  return undefined
}

/** Without a zero that is negative, which JSON has no sign for. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4 + 0

function sampled({ name, classes, labels }: LabelLevel, rows: Int32Array): SampledLevel {
  const own = Array.from(rows, (row) => labels[row]!)
  const borne = [...new Set(own)].filter((c) => c >= 0).sort((a, b) => a - b)
  const place = new Map(borne.map((c, i) => [c, i]))
  return { name, classes: borne.map((c) => classes[c]!), of: own.map((c) => place.get(c) ?? -1) }
}
