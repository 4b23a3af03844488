import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunState } from '../api.ts'
import { runState } from './runState.ts'

/** What is said of a run: `log`, it has written; `state`, it is another than it was. */
export type Followed = (id: string, what: 'log' | 'state') => void

/** Looks at runs now and then, and says which have written, begun, ended, or gone. By asking, not by being told: that works on every file
 *  system, and after a folder was deleted and made again.
 *  @param every milliseconds from one look to the next. Default 1000
 *  @returns ends it */
export function followRuns(
  runs: () => readonly { readonly id: string; readonly folder: string }[],
  tell: Followed,
  { every = 1000 }: { readonly every?: number } = {},
): () => void {
  const known = new Map<string, { readonly state: RunState; readonly written: string }>()
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const look = async (): Promise<void> => {
    for (const { id, folder } of runs()) {
      const before = known.get(id)
      const now = { state: runState(folder), written: await writtenIn(folder) }
      if (ended) return
      known.set(id, now)
      if (!before) continue
      if (before.written !== now.written) tell(id, 'log')
      if (before.state !== now.state) tell(id, 'state')
    }
    timer = setTimeout(look, every)
    timer.unref()
  }
  void look()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}

/** Changes whenever the training has written. */
async function writtenIn(folder: string): Promise<string> {
  const parts = await Promise.all(
    ['log.jsonl', 'head/log.jsonl'].map((name) =>
      stat(join(folder, name)).then(
        ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
        () => '-',
      ),
    ),
  )
  return parts.join(', ')
}
