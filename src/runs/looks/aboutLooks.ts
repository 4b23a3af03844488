import { z } from 'zod'
import { checked } from '../../checked.ts'
import { fail } from '../../errors.ts'
import { readJson } from '../../files.ts'
import { aboutPath } from './lookFiles.ts'

const level = z.object({ name: z.string(), classes: z.array(z.string()), of: z.array(z.int().min(-1)) })

const schema = z.object({
  format: z.literal(1),
  steps: z.int().positive(),
  imagesPerStep: z.int().positive(),
  label: level,
  finer: level,
})

/** What a run's pictures of its map have in common, written when its training begins: with it they can be shown without the
 *  dataset. */
export interface AboutLooks {
  readonly format: 1
  /** Steps that the training is to take. */
  readonly steps: number
  /** Training images that one of them goes through. */
  readonly imagesPerStep: number
  /** The label that is trained on, and the one that retrieval is judged by. */
  readonly label: SampledLevel
  readonly finer: SampledLevel
}

/** A label of the sampled images. */
export interface SampledLevel {
  readonly name: string
  /** Those alone that an image of the sample bears, in the order of the dataset's. */
  readonly classes: readonly string[]
  /** One an image: a place in `classes`; -1 where it has no label. */
  readonly of: readonly number[]
}

/** Reads it. Fails, naming the file, where it is damaged or does not fit itself. */
export function readAboutLooks(run: string): AboutLooks {
  const path = aboutPath(run)
  const remedy = 'the pictures of the map as it forms cannot be shown; delete the folder to be rid of them'
  const about = checked(schema, readJson(path, { remedy }), { who: path, rule: 'must describe the looks', remedy })
  const { label, finer } = about
  const fits = ({ classes, of }: SampledLevel): boolean => of.every((c) => c < classes.length)
  if (label.of.length !== finer.of.length || !fits(label) || !fits(finer))
    fail({ who: path, rule: 'must give each image of the sample one of the classes by both labels', remedy })
  return about
}
