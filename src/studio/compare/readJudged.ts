import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Judgement } from '../../evaluate/judge.ts'
import { readAboutLooks } from '../../runs/looks/aboutLooks.ts'
import type { StoredRun } from '../../runs/storedRun.ts'
import { configIn, judgementIn } from '../../runs/storedRun.ts'
import type { RunState } from '../api.ts'
import type { JudgedRun } from './judgedRun.ts'

/** A run of which a comparison is asked. */
export interface NamedRun {
  readonly id: string
  readonly folder: string
  readonly state: RunState
  /** Why it cannot be read, where that is so. */
  readonly complaint: string | null
  /** The label that it was trained on, where that is known. */
  readonly label: string | null
}

/** A run to be compared, or the reason why it cannot be. */
export type Read = { readonly run: JudgedRun } | { readonly left: string }

/** Reads what finished runs were found to be worth, and remembers it while their files stay as they are.
 *  @returns a reason instead for runs that have not ended, or whose files are damaged */
export function readJudged(): (run: NamedRun) => Promise<Read> {
  const known = new Map<string, { readonly stamp: string; readonly stored: Omit<StoredRun, 'folder'> }>()
  return async ({ id, folder, state, complaint, label }) => {
    if (complaint !== null) return { left: complaint }
    if (state === 'training') return { left: 'is being trained: it is judged when it ends' }
    if (state !== 'finished') return { left: 'has not ended: go on with it by `nearkin train --resume`' }
    try {
      const stamp = await stampOf(folder)
      const before = known.get(id)
      const stored =
        before?.stamp === stamp ? before.stored : { ...configIn(folder), judgement: slim(judgementIn(folder)) }
      known.set(id, { stamp, stored })
      const { settings, form, judgement } = stored
      return {
        run: {
          id,
          settings,
          backbone: form.backbone?.sha256 ?? null,
          judgement,
          label: label ?? settings.label ?? labelIn(folder, judgement),
        },
      }
    } catch (error) {
      return { left: (error as Error).message }
    }
  }
}

/** Without what takes most of the memory, and is not compared. */
function slim({ levels, ...rest }: Judgement): Judgement {
  return {
    ...rest,
    levels: levels.map(({ verification: _, clusters: __, byClass, ...level }) => ({
      ...level,
      byClass: byClass.map(({ means: ___, ...one }) => one),
    })),
  }
}

/** The label of training stands second in a judgement, where it is not the one that is judged by. */
function labelIn(folder: string, { levels }: Judgement): string {
  try {
    return readAboutLooks(folder).label.name
  } catch {
    return (levels[1] ?? levels[0]!).level
  }
}

async function stampOf(folder: string): Promise<string> {
  const stats = await Promise.all(['config.json', 'evaluation.json'].map((name) => stat(join(folder, name))))
  return stats.map(({ size, mtimeMs, ino }) => `${ino} ${size} ${mtimeMs}`).join(', ')
}
