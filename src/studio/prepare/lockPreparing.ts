import { setTimeout } from 'node:timers/promises'
import { cleanTemporaries, makeFolder } from '../../files.ts'
import type { Lock } from '../../lock.ts'
import { isLocked, lockFolder } from '../../lock.ts'
import type { Following } from './following.ts'
import { workFolder } from './openWriter.ts'

/** How often a lock that another holds is looked at, in milliseconds. */
const lookEvery = 200

/** Takes the lock under which a run is prepared; while another process of this machine holds it, waits for that to end. */
export async function lockPreparing(run: string, { onProgress, signal }: Following): Promise<Lock> {
  const folder = workFolder(run)
  makeFolder(folder)
  for (;;) {
    while (isLocked(folder)) {
      onProgress('waiting for another process that prepares it', 0, 0)
      await setTimeout(lookEvery, undefined, signal ? { signal } : {})
    }
    signal?.throwIfAborted()
    try {
      const lock = lockFolder(folder, { use: 'one process at a time prepares a run', instead: 'look at another run' })
      cleanTemporaries(folder)
      return lock
    } catch (error) {
      // Another was quicker.
      if (!isLocked(folder)) throw error
    }
  }
}
