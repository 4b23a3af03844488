import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** The path of real data that is no part of the project, or undefined where it is absent: its tests then skip.
 *  It lies in NEARKIN_SHARED, by default `../shared` beside the project. */
export function shared(path: string): string | undefined {
  const full = resolve(process.env.NEARKIN_SHARED ?? '../shared', path)
  return existsSync(full) ? full : undefined
}
