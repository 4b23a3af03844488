import { realpath, stat } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { demand, fail } from '../../../errors.ts'

/** Where an image of a dataset really lies. Fails where it lies there no more, and where a link leads out of the dataset's folder: what
 *  a folder of images seems to hold may be any file of the machine. An image that a manifest names outside of its own folder is
 *  held to the folder that it is named in.
 *  @param dataset as a run's settings name it: a folder, a manifest, or `cub:FOLDER`
 *  @param path of the image */
export async function placeInDataset(dataset: string, path: string): Promise<string> {
  const named = resolve(/^[a-z][a-z0-9]+:(.*)$/s.exec(dataset)?.[1] ?? dataset)
  const found = await stat(named).catch((cause: unknown) =>
    fail({ who: named, rule: 'the dataset is not there any more', remedy: 'put it back where the run has it', cause }),
  )
  const folder = found.isDirectory() ? named : dirname(named)
  const listed = !found.isDirectory() && !isInside(folder, resolve(path))
  const root = await realpath(listed ? dirname(resolve(path)) : folder).catch((cause: unknown) => gone(path, cause))
  const real = await realpath(path).catch((cause: unknown) => gone(path, cause))
  demand(isInside(root, real), {
    who: path,
    rule: `is a link that leads out of ${root}, and is not shown`,
    remedy: 'put the image itself there',
  })
  demand((await stat(real)).isFile(), { who: path, rule: 'must be a file', remedy: 'put the image back' })
  return real
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way)
}

const gone = (path: string, cause: unknown): never => {
  const { code } = cause as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? fail({ who: path, rule: 'the image is not there any more', remedy: 'put it back where it was', cause })
    : fail({
        who: path,
        rule: 'the image cannot be read any more',
        value: cause,
        remedy: 'check its permissions',
        cause,
      })
}
