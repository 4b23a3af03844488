import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { layout } from './layout.ts'
import { preparedFolder } from './preparedFolder.ts'

/** Tells one preparation of a run from the next: 16 hexadecimal digits, others where it was made anew; null where there is none.
 *  By its detail.json, which is made with it. */
export function preparedStamp(run: string): string | null {
  try {
    const { ino, mtimeMs, size } = statSync(join(preparedFolder(run), layout.detail))
    return createHash('sha256').update(`${ino} ${mtimeMs} ${size}`).digest('hex').slice(0, 16)
  } catch {
    return null
  }
}
