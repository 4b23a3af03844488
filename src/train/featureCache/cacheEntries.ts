import * as fs from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../../files.ts'

/** What is kept of one dataset under one model. */
export interface CacheEntry {
  /** 64 hexadecimal digits, see `featureKey`. */
  readonly key: string
  readonly folder: string
  /** Bytes on the disk. */
  readonly bytes: number
  /** When it was last used, in milliseconds since 1970. */
  readonly used: number
  /** What it is of, as far as it can be read. */
  readonly about: Readonly<Record<string, unknown>>
}

/** The name of the file that tells what an entry is of; its time is that of the last use. */
export const aboutName = 'about.json'

/** The entries of a cache of features, the one last used first. An empty list where there is no such folder. */
export function cacheEntries(folder: string): CacheEntry[] {
  const there = fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
  const names = there ? fs.readdirSync(folder) : []
  return names
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .flatMap((key) => {
      const entry = entryAt(key, join(folder, key))
      return entry ? [entry] : []
    })
    .sort((a, b) => b.used - a.used)
}

/** Undefined where it has just been removed by another. */
function entryAt(key: string, folder: string): CacheEntry | undefined {
  try {
    const files = fs
      .readdirSync(folder)
      .flatMap((name) => fs.statSync(join(folder, name), { throwIfNoEntry: false }) ?? [])
    const about = fs.statSync(join(folder, aboutName), { throwIfNoEntry: false })
    return {
      key,
      folder,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      used: about?.mtimeMs ?? 0,
      about: about ? aboutOf(join(folder, aboutName)) : {},
    }
  } catch {
    return undefined
  }
}

function aboutOf(path: string): Readonly<Record<string, unknown>> {
  try {
    const about = readJson(path)
    return typeof about === 'object' && about !== null ? (about as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
