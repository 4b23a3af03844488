import * as fs from 'node:fs'
import { failWriting } from '../files.ts'

/** Appends bytes to an open file so that all of them stay or none: on a full disk the file is cut back to what it was.
 *  @param path names the file in errors */
export function appendWhole(file: number, path: string, bytes: Uint8Array): void {
  const before = fs.fstatSync(file).size
  try {
    // In one call, so that a kill leaves the whole or nothing of it on most file systems.
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(file, bytes, at)
  } catch (error) {
    // The disk filled half way through: nothing of it shall stay.
    try {
      fs.ftruncateSync(file, before)
    } catch {
      // Then it is cut off by the next opening; the error to be shown is the first one.
    }
    failWriting(path, bytes.length, error)
  }
}
