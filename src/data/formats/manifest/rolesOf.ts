import { demand } from '../../../errors.ts'
import type { Column, Table, Use } from './table.ts'

/** What the columns of a manifest are for. */
export interface Roles {
  /** Where the images lie; undefined where the manifest holds the images themselves, without paths. */
  readonly path: Column | undefined
  readonly name: Column | undefined
  readonly split: Column | undefined
  /** All others that have a name. */
  readonly labels: readonly Column[]
}

/** Names of the column of paths, the first that there is being the one. */
const pathNames = ['path', 'image', 'file', 'filename', 'file_name', 'filepath', 'file_path', 'image_path']

/** What a column is for, by its name. */
export const useOf = (name: string): Use => {
  const low = name.toLowerCase()
  return low === 'split' ? 'few' : low === 'name' || pathNames.includes(low) ? 'each' : 'labels'
}

/** Finds the columns of paths (`path`, or else `image`, `file`, `filename`, ...), names (`name`) and splits (`split`), in
 *  capitals or not; all others may be labels. Fails where there is no column of paths, and no images in the file.
 *  @param who the manifest */
export function rolesOf(who: string, { columns, images }: Table): Roles {
  const of = (name: string): Column | undefined => columns.find((column) => column.name.toLowerCase() === name)
  const own = columns.find((column) => column.name === images?.column)
  // Where each image has a path beside it, this is its name.
  const path =
    (own && own.texts.length > 0 ? own : undefined) ?? pathNames.map(of).find((column) => column && column !== own)
  demand(path !== undefined || own !== undefined, {
    who,
    rule: `there must be a column 'path' of where the images lie (or ${pathNames.slice(1, 4).join(', ')})`,
    value:
      columns
        .map(({ name }) => `'${name}'`)
        .join(', ')
        .slice(0, 300) || 'no column',
    remedy: 'put a heading in the first line, with path over the paths',
  })
  const [name, split] = [of('name'), of('split')]
  const taken = [path, own, name, split]
  return { path, name, split, labels: columns.filter((column) => column.name !== '' && !taken.includes(column)) }
}
