import { basename } from 'node:path'
import { exportRuns } from '../../export/exportRuns.ts'
import { runsAsked } from '../asked.ts'
import { refuse } from '../refuse.ts'
import type { Area } from '../served.ts'

/** Runs whose images one file shows. */
const mostShown = 8

/** The views as one file to be kept, of the runs named; the other finished runs are in it with their numbers. */
export const report: Area = (app, served) => {
  let making = false
  app.get('/api/report', async (c) => {
    const shown = runsAsked(c, served, mostShown)
    if (making) refuse(503, 'a report is being made; ask again when it is there')
    making = true
    try {
      const runs = [...shown, ...served.runs.list().filter((run) => run.state === 'finished' && !shown.includes(run))]
      const exported = await Promise.all(
        runs.map(async (run) => ({ run, prepared: shown.includes(run) ? await served.prepared.open(run) : null })),
      )
      const [first] = exported.flatMap(({ prepared }) => prepared ?? [])
      if (!first) refuse(409, 'none of these runs is ready to be looked at yet; ask again when one is')
      const html = await exportRuns(exported, {
        title: first.detail.dataset,
        subtitle: shown.map(({ name }) => name).join('; '),
        command: `${served.program} studio ${shown.map(({ folder }) => basename(folder)).join(' ')}`,
        created: new Date().toISOString(),
      })
      return c.body(html, 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': 'attachment; filename="nearkin-report.html"',
        'cache-control': 'no-store',
      })
    } finally {
      making = false
    }
  })
}
