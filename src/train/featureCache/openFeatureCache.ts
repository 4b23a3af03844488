import * as fs from 'node:fs'
import { join } from 'node:path'
import { NearkinError } from '../../errors.ts'
import { cleanTemporaries, makeFolder, readBytes, writeAtomically } from '../../files.ts'
import { aboutName, cacheEntries } from './cacheEntries.ts'
import type { BlockForm, FeatureBlock } from './featureBlock.ts'
import { decodeBlock, encodeBlock } from './featureBlock.ts'

/** Where features are kept, and how many. */
export interface FeatureCacheOptions {
  /** The folder of all that is kept. */
  readonly folder: string
  /** Bytes that all of it may take; what was used longest ago goes first. Default 20 GiB. */
  readonly limit?: number
  /** What is worth saying: a file that was damaged, a disk that is full. */
  readonly say?: (text: string) => void
}

/** The features of one dataset under one model, block by block. */
export interface FeatureCache {
  readonly folder: string
  /** Whether a block is there: it may still be damaged. */
  has(block: number): boolean
  /** A block, or undefined where it is missing or damaged. */
  read(block: number): FeatureBlock | undefined
  /** Keeps a block, from then on for good: a kill loses only those that are not written yet. */
  write(block: number, content: FeatureBlock): void
}

/** What the features are of. */
export interface CacheForm extends Pick<BlockForm, 'key' | 'dimension' | 'picture'> {
  /** In all. */
  readonly images: number
  /** In a block. */
  readonly blockImages: number
  /** For those who list what is kept. */
  readonly about: Readonly<Record<string, unknown>>
}

/** Opens what is kept under a key; undefined where it would not fit the limit or the folder cannot be written to: a cache that
 *  fails costs time, never the work. Each block is a file of its own, written under a temporary name and renamed, so that
 *  processes may use the same entry at once: each finds whole blocks, and what both make is the same. */
export function openFeatureCache(
  { folder: place, limit = 20 * 2 ** 30, say = () => {} }: FeatureCacheOptions,
  { key, images, blockImages, dimension, picture, about }: CacheForm,
): FeatureCache | undefined {
  const folder = join(place, key)
  let kept = true
  /** Gives up keeping, and says why, where something cannot be written. */
  const orGiveUp = (action: () => void): void => {
    try {
      action()
    } catch (error) {
      if (!(error instanceof NearkinError)) throw error
      kept = false
      say(`features are not kept from here on: ${error.message}`)
    }
  }
  const pathOf = (block: number): string => join(folder, `${String(block).padStart(6, '0')}.safetensors`)
  const formOf = (block: number): BlockForm => {
    const count = Math.min(blockImages, images - block * blockImages)
    return { key, block, images: count, dimension, picture }
  }
  const use = (): void => {
    const now = new Date()
    // Removed by another meanwhile: the next write says so.
    if (fs.existsSync(join(folder, aboutName))) fs.utimesSync(join(folder, aboutName), now, now)
  }

  if (!fs.existsSync(folder)) {
    const bytes = images * (4 * dimension + picture[0] * picture[1] * picture[2])
    if (bytes > limit) {
      say(`features of ${about.dataset} would take ${gibi(bytes)} GiB and ${gibi(limit)} GiB may be kept: they are not`)
      return undefined
    }
    makeRoom(place, limit - bytes, say)
  }
  orGiveUp(() => {
    makeFolder(folder)
    cleanTemporaries(folder)
    if (!fs.existsSync(join(folder, aboutName)))
      writeAtomically(join(folder, aboutName), `${JSON.stringify(about, null, 2)}\n`)
    use()
  })
  if (!kept && !fs.existsSync(folder)) return undefined
  return {
    folder,
    has: (block) => fs.existsSync(pathOf(block)),
    read(block) {
      const path = pathOf(block)
      if (!fs.existsSync(path)) return undefined
      try {
        return decodeBlock(readBytes(path), formOf(block), path)
      } catch (error) {
        if (!(error instanceof NearkinError)) throw error
        say(`${error.message} (made anew)`)
        return undefined
      }
    },
    write(block, content) {
      if (!kept) return
      orGiveUp(() => {
        writeAtomically(pathOf(block), encodeBlock(content, formOf(block)))
        use()
      })
    },
  }
}

/** Removes what was used longest ago until the rest takes so many bytes. */
function makeRoom(place: string, room: number, say: (text: string) => void): void {
  let bytes = 0
  for (const entry of cacheEntries(place)) {
    bytes += entry.bytes
    if (bytes <= room) continue
    say(`the cache is full: the features of ${entry.about.dataset ?? entry.key} are removed from it`)
    fs.rmSync(entry.folder, { recursive: true, force: true })
    bytes -= entry.bytes
  }
}

const gibi = (bytes: number): string => (bytes / 2 ** 30).toPrecision(3)
