import { basename } from 'node:path'
import { methodNames } from '../../../runs/methodNames.ts'
import type { Settings } from '../../../runs/settings.ts'

/** What tells runs from one another. */
export interface RunName {
  /** `triplet, easiest, seed 0`; where they are of several datasets, `grocery · triplet, easiest, seed 0`. */
  readonly name: string
  /** The same without the seed. */
  readonly method: string
}

interface Named {
  readonly folder: string
  /** null where they cannot be read: then the folder names the run. */
  readonly settings: Settings | null
}

/** Names of runs by what differs in the settings of those on the same dataset, and by their seeds; where that is nothing, and of runs
 *  that would be named alike, by their folders. */
export function runNames(runs: readonly Named[]): RunName[] {
  const datasets = new Set(runs.flatMap(({ settings }) => settings?.dataset ?? []))
  const methods = new Map<string, string>()
  for (const dataset of datasets) {
    const distinct = new Map(
      runs.flatMap(({ settings }) => (settings?.dataset === dataset ? [[keyOf(settings), settings] as const] : [])),
    )
    const { short } = methodNames([...distinct.values()])
    const before = datasets.size > 1 ? `${datasetName(dataset, datasets)} · ` : ''
    for (const [i, key] of [...distinct.keys()].entries()) methods.set(key, `${before}${short[i]}`)
  }
  const named = runs.map(({ folder, settings }): RunName => {
    if (!settings) return { name: basename(folder), method: basename(folder) }
    const method = methods.get(keyOf(settings))!
    return { name: `${method}, seed ${settings.seed}`, method }
  })
  const times = new Map<string, number>()
  for (const { name } of named) times.set(name, (times.get(name) ?? 0) + 1)
  return named.map(({ name, method }, i) =>
    times.get(name)! > 1 ? { name: `${name} (${basename(runs[i]!.folder)})`, method } : { name, method },
  )
}

/** Equal for runs that differ in their seed alone. */
const keyOf = (settings: Settings): string => JSON.stringify({ ...settings, seed: 0 })

/** The last part of a dataset's path, or its prefix; all of it where that would not tell it from another. */
function datasetName(dataset: string, all: ReadonlySet<string>): string {
  const short = (text: string): string => basename(text.replace(/^([a-z][a-z0-9]+):$/, '$1'))
  return [...all].filter((other) => short(other) === short(dataset)).length === 1 ? short(dataset) : dataset
}
