import { readdir, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { demand, fail } from '../errors.ts'
import type { Dataset } from './dataset.ts'
import { cars196 } from './formats/cars196.ts'
import { cub } from './formats/cub.ts'
import { grocery, groceryLists } from './formats/grocery.ts'
import { imageFolder } from './formats/imageFolder.ts'
import { inshop } from './formats/inshop.ts'
import { manifest, manifestEndings } from './formats/manifest/manifest.ts'
import { mnist } from './formats/mnist.ts'
import { omniglot } from './formats/omniglot.ts'
import { sop } from './formats/sop.ts'

/** Opens what a user names: a benchmark, `cub:DIRECTORY` or `mnist:` alone, a file that lists images, or a folder of images. A
 *  folder that directly holds Omniglot's zips, or the lists of Grocery Store, is read as that benchmark. Fails on a path that is
 *  missing or neither, and on an unknown prefix. */
export async function openDataset(spec: string): Promise<Dataset> {
  demand(spec !== '', { who: 'dataset', rule: 'a folder, a manifest or a benchmark must be named', remedy: known })
  const [, prefix = '', directory = ''] = /^([a-z][a-z0-9]+):(.*)$/s.exec(spec) ?? []
  if (Object.hasOwn(formats, prefix)) {
    if (directory !== '') await demandFolder(directory)
    return formats[prefix]!(directory)
  }
  if (await isFolder(spec)) {
    const names = await readdir(spec).catch((): string[] => [])
    if (names.some((name) => /^images_(background.*|evaluation)\.zip$/.test(name))) return omniglot(spec)
    return groceryLists.every((list) => names.includes(list)) ? grocery(spec) : imageFolder(spec)
  }
  if (manifestEndings.includes(extname(spec).toLowerCase())) return manifest(spec)
  return fail({ who: 'dataset', rule: 'a folder is needed, or a file that lists images', value: spec, remedy: known })
}

const formats: Readonly<Record<string, (directory: string) => Promise<Dataset>>> = {
  mnist,
  omniglot,
  cub,
  cars196,
  sop,
  inshop,
  grocery,
}

const known = `give a folder of images, a manifest (${manifestEndings.join(', ')}), or one of ${Object.keys(formats)
  .map((name) => `${name}:DIRECTORY`)
  .join(', ')} (mnist: alone is the copy that is installed)`

/** Whether a path is a folder, and no file; fails where there is nothing. */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const rule = cause.code === 'ENOENT' ? 'the folder or file must exist' : `it must be readable (${cause.code})`
    return fail({ who: 'dataset', rule, value: path, remedy: known, cause })
  })
  return found.isDirectory()
}

async function demandFolder(path: string): Promise<void> {
  demand(await isFolder(path), {
    who: 'dataset',
    rule: 'a folder is needed, not a file',
    value: path,
    remedy: known,
  })
}
