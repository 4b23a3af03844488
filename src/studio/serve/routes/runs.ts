import { version } from '../../../runs/version.ts'
import type { RunDetail, RunList, RunSummary } from '../../api.ts'
import { preparedAsked } from '../asked.ts'
import { runSummary } from '../runs/runSummary.ts'
import type { WatchedRun } from '../runs/watchRuns.ts'
import type { Area, Served } from '../served.ts'

/** The list of runs, and what is known of a prepared one. */
export const runs: Area = (app, served) => {
  app.get('/api/runs', async (c) => {
    const list = await Promise.all(served.runs.list().map((run) => summaryOf(run, served)))
    return c.json({ version, runs: list } satisfies RunList)
  })
  app.get('/api/runs/:id', async (c) => {
    const { detail, stamp } = await preparedAsked(c, served)
    return c.json({ ...detail, stamp } satisfies RunDetail)
  })
}

async function summaryOf(run: WatchedRun, { queue, prepared: { glance } }: Served): Promise<RunSummary> {
  const prepared = queue.of(run.id)
  return runSummary(run, prepared, prepared.state === 'ready' ? await glance(run) : null)
}
