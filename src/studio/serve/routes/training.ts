import type { Look, TrainingLog } from '../../api.ts'
import { lookOf } from '../../live/lookOf.ts'
import { trainingLog } from '../../live/trainingLog.ts'
import { runAsked, wholeAsked } from '../asked.ts'
import { refuse } from '../refuse.ts'
import type { Area } from '../served.ts'

/** What trainings write while they go on, and the map as it forms. */
export const training: Area = (app, served) => {
  app.get('/api/runs/:id/log', async (c) => {
    const text = c.req.query('after')
    const after = text === undefined ? null : wholeAsked('after', text, { most: Number.MAX_SAFE_INTEGER })
    return c.json((await trainingLog(runAsked(c, served), after)) satisfies TrainingLog)
  })
  app.get('/api/runs/:id/looks/:step', (c) => {
    const { folder } = runAsked(c, served)
    const step = wholeAsked('the step', c.req.param('step'), { most: Number.MAX_SAFE_INTEGER, status: 404 })
    try {
      return c.json(lookOf(folder, step) satisfies Look)
    } catch (error) {
      return refuse(404, (error as Error).message)
    }
  })
}
