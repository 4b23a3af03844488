import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { fail } from '../errors.ts'
import { byteOrder } from './byteOrder.ts'
import type { Skipped } from './dataset.ts'

/** An image file: where it is, and the folder names and file name that lead to it from the root. */
export interface ImageFile {
  readonly path: string
  readonly segments: readonly string[]
}

/** Every image file under `root`, in byte order of its path, and what was passed over with the reason.
 *  Links are followed, yet each folder is read once, under its own place first, so link loops end.
 *  Hidden entries and files that are no images are ignored; a folder with an image's ending is a folder like any other, and is
 *  told where no image is in it. Fails only where `root` itself cannot be read. */
export async function walkImages(
  root: string,
): Promise<{ readonly files: readonly ImageFile[]; readonly skipped: readonly Skipped[] }> {
  const files: ImageFile[] = []
  const skipped: Skipped[] = []
  const visited = new Set<string>()
  const folders: ImageFile[] = [{ path: root, segments: [] }]
  const links: ImageFile[] = []
  const read: ImageFile[] = []
  const skip = ({ segments }: ImageFile, reason: string): void => {
    skipped.push({ name: segments.join('/'), reason })
  }

  const visit = async (folder: ImageFile): Promise<void> => {
    try {
      const real = await realpath(folder.path)
      if (visited.has(real)) return skip(folder, 'a link to a folder that is read already')
      visited.add(real)
      for (const entry of await sortedEntries(folder.path)) await sort(entry, folder)
      read.push(folder)
    } catch (error) {
      if (folder.segments.length === 0) {
        fail({ who: 'dataset', rule: 'the folder must be readable', value: root, remedy: codeOf(error), cause: error })
      }
      skip(folder, `the folder cannot be read (${codeOf(error)})`)
    }
  }

  const sort = async (entry: Dirent, parent: ImageFile): Promise<void> => {
    const item = { path: join(parent.path, entry.name), segments: [...parent.segments, entry.name] }
    if (entry.isDirectory()) folders.push(item)
    else if (!entry.isSymbolicLink()) note(item, entry.isFile())
    else {
      try {
        const target = await stat(item.path)
        if (target.isDirectory()) links.push(item)
        else note(item, target.isFile())
      } catch (error) {
        skip(item, `the link leads nowhere (${codeOf(error)})`)
      }
    }
  }

  const note = (item: ImageFile, regular: boolean): void => {
    const extension = extensionOf(item)
    if (unreadable.has(extension)) skip(item, `.${extension} images cannot be decoded; convert them to PNG or JPEG`)
    else if (readable.has(extension) && !regular) skip(item, 'not a regular file')
    else if (readable.has(extension)) files.push(item)
  }

  for (let next = folders.shift(); next; next = folders.shift() ?? links.shift()) await visit(next)
  for (const folder of read.slice(1))
    if (isNamedLikeImage(folder) && !files.some(({ path }) => path.startsWith(join(folder.path, sep))))
      skip(folder, 'a folder without images, and no image')
  return {
    files: files
      .map((file) => ({ file, key: file.segments.join('/') }))
      .sort((a, b) => byteOrder(a.key, b.key))
      .map(({ file }) => file),
    skipped: skipped.sort((a, b) => byteOrder(a.name, b.name)),
  }
}

const readable = new Set(['jpg', 'jpeg', 'jfif', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif'])
const unreadable = new Set(
  ['bmp', 'heic', 'heif', 'ico', 'jp2', 'j2k', 'jxl', 'psd', 'svg', 'tga', 'exr', 'hdr', 'ppm', 'pgm', 'pbm'].concat(
    ['raw', 'cr2', 'cr3', 'nef', 'arw', 'orf', 'rw2', 'dng'], // cameras' own
  ),
)

const extensionOf = ({ path }: ImageFile): string => extname(path).slice(1).toLowerCase()

const isNamedLikeImage = (item: ImageFile): boolean =>
  readable.has(extensionOf(item)) || unreadable.has(extensionOf(item))

async function sortedEntries(path: string): Promise<Dirent[]> {
  const entries = await readdir(path, { withFileTypes: true })
  return entries.filter(({ name }) => !isHidden(name)).sort((a, b) => byteOrder(a.name, b.name))
}

// macOS leaves `._photo.jpg` and `__MACOSX/` behind: named like images, and none.
const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX'

const codeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error)
