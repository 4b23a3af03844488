import type { Comparison } from '../../api.ts'
import { compareJudged } from '../../compare/compareJudged.ts'
import { readJudged } from '../../compare/readJudged.ts'
import { runsAsked } from '../asked.ts'
import type { Area } from '../served.ts'

/** Runs that are compared at a time. */
const most = 500

/** How finished runs compare: those that are named, or all, the first 500 of them. */
export const compare: Area = (app, served) => {
  const read = readJudged()
  app.get('/api/compare', async (c) => {
    const runs = c.req.query('runs') ? runsAsked(c, served, most) : served.runs.list().slice(0, most)
    const rest = c.req.query('runs') ? [] : served.runs.list().slice(most)
    const found = await Promise.all(
      runs.map(async (run) => {
        const glance = await served.prepared.glance(run)
        return { id: run.id, read: await read({ ...run, label: glance?.label ?? null }) }
      }),
    )
    const left = [
      ...found.flatMap(({ id, read }) => ('left' in read ? [{ run: id, reason: read.left }] : [])),
      ...rest.map(({ id }) => ({ run: id, reason: `${most} runs are compared at a time: choose which` })),
    ]
    const judged = found.flatMap(({ read }) => ('run' in read ? [read.run] : []))
    return c.json(compareJudged(judged, left) satisfies Comparison)
  })
}
