import { fail } from '../errors.ts'
import { filesOfRun } from './filesOfRun.ts'

/** Fails where a folder holds a run already, and a new one is wanted. */
export function refuseRun(folder: string): void {
  const found = filesOfRun(folder)
  if (found.length > 0)
    fail({
      who: folder,
      rule: 'a new run needs a folder without one, and this one holds a run',
      value: found.join(', '),
      remedy: 'go on with it by --resume, or choose another --out',
    })
}
