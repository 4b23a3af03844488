import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { demand, fail } from '../errors.ts'

/** Fails where a file could not be written: to be said before the work whose result it is to hold.
 *  @param who the option that names it */
export function demandPlace(file: string, who = '--output'): void {
  const folder = dirname(file)
  const remedy = 'make the folder, or choose another'
  demand(existsSync(folder), { who, rule: 'its folder must exist', value: file, remedy })
  demand(statSync(folder).isDirectory(), { who, rule: 'must lie in a folder', value: file, remedy })
  demand(!existsSync(file) || statSync(file).isFile(), {
    who,
    rule: 'must be a file, not a folder',
    value: file,
    remedy: 'name a file in it',
  })
  try {
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    fail({ who, rule: 'its folder must be writable', value: file, remedy: 'choose another', cause })
  }
}
