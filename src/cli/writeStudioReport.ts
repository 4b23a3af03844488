import { writeAtomically } from '../files.ts'
import { printable } from '../printable.ts'
import type { ReportWords } from '../studio/api.ts'
import { exportRuns } from '../studio/export/exportRuns.ts'
import { openPrepared } from '../studio/prepare/openPrepared.ts'
import type { Prepared } from '../studio/prepare/prepared.ts'
import { prepareRun } from '../studio/prepare/prepareRun.ts'
import type { WatchedRun } from '../studio/serve/runs/watchRuns.ts'
import { watchRuns } from '../studio/serve/runs/watchRuns.ts'
import { showPreparing } from './studio/showPreparing.ts'

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
  const preparing = showPreparing()
  try {
    for (const run of shown) {
      await prepareRun(run.folder, {
        onProgress: (stage, done, total) =>
          preparing.hear(printable(run.name), { state: 'running', stage, done, total, complaint: null }),
      })
      opened.set(run, await openPrepared(run.folder))
    }
    preparing.close()
    const exported = runs.map((run) => ({ run, prepared: opened.get(run) ?? null }))
    writeAtomically(path, await exportRuns(exported, words))
  } finally {
    preparing.close()
    await Promise.all([...opened.values()].map((one) => one.close()))
  }
}
