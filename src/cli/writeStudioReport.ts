import { writeAtomically } from '../files.ts'
import type { ReportWords } from '../studio/api.ts'
import { exportRuns } from '../studio/export/exportRuns.ts'
import { openPrepared } from '../studio/prepare/openPrepared.ts'
import type { Prepared } from '../studio/prepare/prepared.ts'
import { prepareRun } from '../studio/prepare/prepareRun.ts'
import type { WatchedRun } from '../studio/serve/runs/watchRuns.ts'
import { watchRuns } from '../studio/serve/runs/watchRuns.ts'
import type { Progress } from '../train/progress.ts'
import { progress } from '../train/progress.ts'

/** Runs whose images one file shows: the first of each method. */
const mostShown = 6

/** Writes the studio's views of the finished runs in a folder as one file. Runs whose images it shows are prepared before, as the
 *  studio prepares them, where they are not yet; the others are in it with their numbers. */
export async function writeStudioReport(folder: string, path: string, words: ReportWords): Promise<void> {
  const watched = await watchRuns([folder], { changed() {}, wrote() {} })
  watched.close()
  const runs = watched.list().filter(({ state }) => state === 'finished')
  const shown = runs.filter((run, i) => runs.findIndex(({ method }) => method === run.method) === i).slice(0, mostShown)
  const opened = new Map<WatchedRun, Prepared>()
  try {
    for (const run of shown) {
      await prepared(run)
      opened.set(run, await openPrepared(run.folder))
    }
    const exported = runs.map((run) => ({ run, prepared: opened.get(run) ?? null }))
    writeAtomically(path, await exportRuns(exported, words))
  } finally {
    await Promise.all([...opened.values()].map((one) => one.close()))
  }
}

/** Prepares a run where it is not yet, and says how far that is. */
async function prepared({ folder, name }: WatchedRun): Promise<void> {
  const open: { stage: string; bar: Progress | null } = { stage: '', bar: null }
  try {
    await prepareRun(folder, {
      onProgress(stage, done, total) {
        if (stage !== open.stage) {
          open.bar?.done()
          open.bar = total > 0 ? progress({ total, unit: 'images', label: `${name}: ${stage}`, after: 1000 }) : null
          open.stage = stage
        }
        open.bar?.update(done)
      },
    })
  } finally {
    open.bar?.done()
  }
}
