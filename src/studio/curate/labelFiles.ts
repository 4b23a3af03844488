import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { csvText } from '../../data/csvText.ts'
import { writeAtomically } from '../../files.ts'
import type { CurationNow } from './curationNow.ts'
import { labelChanges } from './labelChanges.ts'
import { writeImages } from './writeImages.ts'
import { writeLabels } from './writeLabels.ts'

/** How it stands with the files that are made of a journal. */
export interface FilesState {
  /** Whether there are labels.csv and label-errors.csv. */
  readonly file: boolean
  readonly accepted: boolean
  readonly writing: { readonly done: number; readonly total: number } | null
  readonly complaint: string | null
}

export interface LabelFiles {
  /** Writes the files as it stands now. Comes back when they are there, or could not be written, and after a moment at the latest:
   *  then they are written while others go on. What is decided while they are being written is written next, all at once. */
  readonly write: (now: CurationNow) => Promise<void>
  readonly state: () => FilesState
}

/** Milliseconds that a decision waits for the file. */
const patience = 300

/** The files in a folder that are made of its journal: labels.csv, to train on, and label-errors.csv, for `nearkin kinds --accept`. */
export function labelFiles(folder: string, { changed }: { readonly changed: () => void }): LabelFiles {
  const labels = join(folder, 'labels.csv')
  const accepted = join(folder, 'label-errors.csv')
  let wanted: CurationNow | undefined
  let running: Promise<void> | undefined
  let writing: FilesState['writing'] = null
  let complaint: string | null = null
  let imagesOf: string | null = null

  const once = async (now: CurationNow): Promise<void> => {
    const decisions = now.standing.decisions().map(({ decision }) => decision)
    const changes = labelChanges(decisions, (name) => now.rows.get(name))
    const suggested = acceptedText(now)
    if (imagesOf !== now.run.stamp)
      await writeImages(folder, now, (done, total) => {
        writing = { done, total }
      })
    imagesOf = now.run.stamp
    await writeLabels(labels, now, changes)
    if (suggested !== null) writeAtomically(accepted, suggested)
    else rmSync(accepted, { force: true })
  }
  const all = async (): Promise<void> => {
    while (wanted) {
      const now = wanted
      wanted = undefined
      writing = { done: 0, total: 0 }
      try {
        await once(now)
        complaint = null
      } catch (error) {
        complaint = (error as Error).message
      }
    }
    writing = null
    running = undefined
  }
  return {
    async write(now) {
      wanted = now
      running ??= all()
      let late = false
      let timer: NodeJS.Timeout | undefined
      const waited = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          late = true
          resolve()
        }, patience)
      })
      // Whoever did not wait for it hears when it is there.
      const done = running.then(() => {
        if (late) changed()
      })
      await Promise.race([done, waited])
      clearTimeout(timer)
    },
    state: () => ({ file: existsSync(labels), accepted: existsSync(accepted), writing, complaint }),
  }
}

/** What was relabelled to classes that there are: `nearkin kinds` knows no others. null: nothing was. */
function acceptedText({ standing, level }: CurationNow): string | null {
  const rows = standing
    .decisions()
    .flatMap(({ decision }) =>
      decision.do === 'relabel' && decision.label !== decision.was && level.classes.includes(decision.label)
        ? [[decision.image.path ?? '', decision.image.name, decision.was ?? '', decision.label, 'yes']]
        : [],
    )
  return rows.length > 0 ? csvText(['path', 'name', 'label', 'suggested', 'accept'], rows) : null
}
