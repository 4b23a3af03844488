import { isAbsolute, join, relative } from 'node:path'
import { demand } from '../../errors.ts'

/** The path of a file that a list names, below a folder. Fails on a name that leads out of it. @param where the list and line */
export function placeIn(folder: string, name: string, where: string): string {
  const path = join(folder, name)
  const way = relative(folder, path)
  demand(way !== '' && !/^\.\.([/\\]|$)/.test(way) && !isAbsolute(way), {
    who: where,
    rule: `a path must stay inside '${folder}'`,
    value: name,
    remedy: 'fetch the list again',
  })
  return path
}
