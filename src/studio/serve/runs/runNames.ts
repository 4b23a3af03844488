import { basename } from 'node:path'
import { methodNames } from '../../../runs/methodNames.ts'
import type { Settings } from '../../../runs/settings.ts'

/** What tells runs from one another. */
export interface RunName {
  /** `triplet, easiest, seed 0` */
  readonly name: string
  /** The same without the seed. */
  readonly method: string
}

/** Names of runs by what differs in their settings, and the seed; where that is nothing, by their folders. */
export function runNames(runs: readonly { readonly folder: string; readonly settings: Settings | null }[]): RunName[] {
  const keyOf = (settings: Settings): string => JSON.stringify({ ...settings, seed: 0 })
  const methods = new Map(runs.flatMap(({ settings }) => (settings ? [[keyOf(settings), settings] as const] : [])))
  const short = methods.size === 0 ? [] : methodNames([...methods.values()]).short
  const nameOf = new Map([...methods.keys()].map((key, i) => [key, short[i]!]))
  const named = runs.map(({ folder, settings }) => {
    const method = settings && nameOf.get(keyOf(settings))
    if (!settings || !method) return { name: basename(folder), method: basename(folder) }
    return { name: `${method}, seed ${settings.seed}`, method }
  })
  const count = (name: string): number => named.filter((one) => one.name === name).length
  return named.map((one, i) =>
    count(one.name) > 1 ? { ...one, name: `${one.name} (${basename(runs[i]!.folder)})` } : one,
  )
}
