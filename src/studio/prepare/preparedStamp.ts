import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'

/** Tells one preparation of a run from the next: 16 hexadecimal digits, others where it was made anew.
 *  @param detail of its detail.json, which is made with it */
export const preparedStamp = ({ ino, mtimeMs, size }: Pick<Stats, 'ino' | 'mtimeMs' | 'size'>): string =>
  createHash('sha256').update(`${ino} ${mtimeMs} ${size}`).digest('hex').slice(0, 16)
