import { ruleNames } from '../runs/lossOf.ts'
import type { Settings } from '../runs/settings.ts'

/** A name for the folder of a method: its loss and rules, as far as file systems like it. */
export const methodFolderName = (one: Settings): string =>
  plain([one.loss, ...Object.values(ruleNames(one)).filter(Boolean)])

/** A name for the folder of a method's run with a seed. */
export const runFolderName = (one: Settings, seed: number): string =>
  plain([one.loss, ...Object.values(ruleNames(one)).filter(Boolean), `seed${seed}`])

const plain = (parts: readonly (string | null)[]): string => parts.join('-').replace(/[^a-z0-9.=-]/g, '_')
