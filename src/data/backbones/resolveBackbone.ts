import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { closest } from '../../closest.ts'
import { fail } from '../../errors.ts'
import { readBytes } from '../../files.ts'
import { cacheFolder } from '../cacheFolder.ts'
import { download } from '../download/download.ts'
import type { DownloadOptions, Remote } from '../download/remote.ts'
import type { KnownBackbone } from './knownBackbone.ts'
import { knownBackbones } from './knownBackbones.ts'

export interface ResolveOptions extends DownloadOptions {
  /** Those that can be asked for by name. Default: {@link knownBackbones}. */
  readonly list?: readonly KnownBackbone[]
  /** Where files are kept. Default: {@link cacheFolder}. */
  readonly cache?: string
  /** The beginning of the address of every file, in place of each one's own: `<mirror>/<name>.onnx`. Default: the environment
   *  variable `NEARKIN_BACKBONES_URL`. */
  readonly mirror?: string | undefined
}

/** The path of a backbone's file: a file that is there is itself; a known name is its file in the cache, which is fetched
 *  where it is missing. The file's size and SHA-256 are checked each time, and one that was damaged is fetched again.
 *  Nothing goes over the network but for a known name. Fails on a name that is not known, giving the closest. */
export async function resolveBackbone(nameOrPath: string, options: ResolveOptions = {}): Promise<string> {
  const { list = knownBackbones, cache = cacheFolder(), mirror = process.env.NEARKIN_BACKBONES_URL, say } = options
  if (isFile(nameOrPath)) return nameOrPath
  const known = list.find(({ name }) => name === nameOrPath) ?? unknown(nameOrPath, list)
  const path = backbonePath(known, cache)
  if (isFile(path)) {
    if (holds(path, known)) return path
    say?.(`${path} is not the file that it was: fetching it again`)
  }
  await download(remoteOf(known, mirror), path, options)
  return path
}

/** Where the file of a known backbone lies, once it has been fetched. */
export const backbonePath = ({ name, sha256 }: KnownBackbone, cache: string = cacheFolder()): string =>
  join(cache, 'backbones', `${name}-${sha256.slice(0, 8)}`, `${name}.onnx`)

function remoteOf({ name, url, bytes, sha256 }: KnownBackbone, mirror: string | undefined): Remote {
  return { name, url: mirror ? `${mirror.replace(/\/+$/, '')}/${encodeURIComponent(name)}.onnx` : url, bytes, sha256 }
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

const holds = (path: string, { bytes, sha256 }: KnownBackbone): boolean =>
  statSync(path).size === bytes && createHash('sha256').update(readBytes(path)).digest('hex') === sha256

function unknown(asked: string, list: readonly KnownBackbone[]): never {
  const names = list.map(({ name }) => name)
  const near = closest(asked, names)
  const path = /[/\\]|\.onnx$/i.test(asked)
  return fail({
    who: '--backbone',
    rule: path ? 'the file must exist' : 'must be an ONNX file that exists, or the name of a known backbone',
    value: asked,
    remedy: `${near ? `did you mean '${near}'? ` : ''}${path ? 'check the path, or name one of' : 'known are'} ${names.join(', ')}`,
  })
}
