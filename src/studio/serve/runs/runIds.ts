import { createHash } from 'node:crypto'
import { basename } from 'node:path'

/** Gives ids to run folders: the folder's own name, as far as addresses like it; of several of one name the later ones with six digits
 *  of their path's hash. A folder keeps its id, and gets the same after a restart with the same folders. */
export function runIds(): (folder: string) => string {
  const given = new Map<string, string>()
  return (folder) => {
    const known = given.get(folder)
    if (known !== undefined) return known
    const plain =
      basename(folder)
        .replaceAll(/[^A-Za-z0-9._=-]/g, '_')
        .slice(0, 80) || 'run'
    const taken = new Set(given.values())
    const hash = createHash('sha256').update(folder).digest('hex')
    const id = taken.has(plain)
      ? `${plain}-${hash.slice(0, taken.has(`${plain}-${hash.slice(0, 6)}`) ? 64 : 6)}`
      : plain
    given.set(folder, id)
    return id
  }
}
