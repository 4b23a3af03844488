import * as fs from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../cacheFolder.ts'

/** What was fetched of one backbone. */
export interface BackboneFile {
  readonly name: string
  readonly folder: string
  /** Bytes on the disk. */
  readonly bytes: number
  /** Whether its file is there, or only a part of it. */
  readonly whole: boolean
}

/** The backbones that were fetched into the cache, by name. An empty list where there is none. */
export function backboneFiles(cache: string = cacheFolder()): BackboneFile[] {
  const place = join(cache, 'backbones')
  const there = fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
  return (there ? fs.readdirSync(place).sort() : []).flatMap((entry) => {
    const name = /^(.+)-[0-9a-f]{8}$/.exec(entry)?.[1]
    const folder = join(place, entry)
    if (name === undefined || !fs.statSync(folder).isDirectory()) return []
    const files = fs.readdirSync(folder)
    const bytes = files.map((file) => fs.statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0)
    return [{ name, folder, bytes: bytes.reduce((sum, size) => sum + size, 0), whole: files.includes(`${name}.onnx`) }]
  })
}
