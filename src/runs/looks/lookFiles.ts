import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of a run that holds pictures of its map as it forms. */
export const looksFolder = 'looks'

/** What belongs to all of them: see `AboutLooks`. */
export const aboutPath = (run: string): string => join(run, looksFolder, 'about.json')

/** The picture of a step. */
export const lookPath = (run: string, step: number): string =>
  join(run, looksFolder, `step-${String(step).padStart(8, '0')}.json`)

/** The steps of which a run's folder has a picture, in their order; none where it has no such folder. */
export function lookSteps(run: string): number[] {
  let names: string[]
  try {
    names = readdirSync(join(run, looksFolder))
  } catch {
    return []
  }
  return names
    .flatMap((name) => {
      const digits = /^step-(\d{8,15})\.json$/.exec(name)?.[1]
      return digits === undefined ? [] : [Number(digits)]
    })
    .sort((a, b) => a - b)
}
