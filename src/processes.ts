import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Whether process `pid` of this machine runs; with `start`, whether it is still the process that had that {@link processStart}. */
export function processRuns(pid: number, start?: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const stat = statOf(pid)
  if (stat === undefined) return true
  // Z, X: killed, but not yet collected by its parent. It will never write again.
  if (stat.state === 'Z' || stat.state === 'X') return false
  const now = processStart(pid)
  return start === undefined || start === '' || now === '' || now === start
}

/** Eight hexadecimal digits that tell a process from a later one of the same number (boot and start time); '' where the
 *  system does not say (no /proc). */
export function processStart(pid: number): string {
  const stat = statOf(pid)
  if (stat === undefined) return ''
  return createHash('sha256').update(`${bootId()} ${stat.start}`).digest('hex').slice(0, 8)
}

/** Fields 3 (state) and 22 (start time in ticks since boot) of /proc/<pid>/stat, see proc(5). */
function statOf(pid: number): { state: string; start: string } | undefined {
  const text = readOr(`/proc/${pid}/stat`)
  // The second field, the program's name, may itself hold spaces and brackets.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields[0], fields[19]]
  return state === undefined || start === undefined ? undefined : { state, start }
}

const bootId = (): string => readOr('/proc/sys/kernel/random/boot_id').trim()

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
