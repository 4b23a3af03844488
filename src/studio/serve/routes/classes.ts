import { preparedAsked, wholeAsked } from '../asked.ts'
import { refuse } from '../refuse.ts'
import type { Area } from '../served.ts'

/** What was found out about classes, labels and repeated images. */
export const classes: Area = (app, served) => {
  app.get('/api/runs/:id/classes', async (c) => c.json(await (await preparedAsked(c, served)).classList()))
  app.get('/api/runs/:id/classes/:class', async (c) => {
    const { classPage } = await preparedAsked(c, served)
    const wanted = wholeAsked('the class', c.req.param('class'), { most: 2 ** 31, status: 404 })
    const page = await classPage(wanted)
    return c.json(page ?? refuse(404, `there is no class ${wanted} in this run; choose one of the list`))
  })
  app.get('/api/runs/:id/errors', async (c) => c.json(await (await preparedAsked(c, served)).errors()))
  app.get('/api/runs/:id/duplicates', async (c) => c.json(await (await preparedAsked(c, served)).duplicates()))
}
