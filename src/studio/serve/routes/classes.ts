import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { layout } from '../../prepare/layout.ts'
import { preparedFolder } from '../../prepare/preparedFolder.ts'
import { preparedAsked, runAsked, wholeAsked } from '../asked.ts'
import type { OpenRun } from '../preparedRuns.ts'
import { refuse } from '../refuse.ts'
import type { Area, Asked } from '../served.ts'

type Classes = Awaited<ReturnType<OpenRun['classes']>>

/** Bytes of a file of classes that are held as objects, some five times as large. */
const mostHeld = 8 * 2 ** 20

/** What was found out about classes, labels and repeated images. */
export const classes: Area = (app, served) => {
  // Whoever looks at classes goes from one to the next in the same run.
  let held: { readonly id: string; readonly stamp: string; readonly classes: Classes } | undefined
  const classesOf = async (c: Asked): Promise<Classes> => {
    const { folder } = runAsked(c, served)
    const { id, stamp, ...open } = await preparedAsked(c, served)
    if (held?.id === id && held.stamp === stamp) return held.classes
    const classes = await open.classes()
    const size = await stat(join(preparedFolder(folder), layout.classes)).then(
      ({ size }) => size,
      () => Number.POSITIVE_INFINITY,
    )
    if (size < mostHeld) held = { id, stamp, classes }
    return classes
  }
  app.get('/api/runs/:id/classes', async (c) => c.json((await classesOf(c)).list))
  app.get('/api/runs/:id/classes/:class', async (c) => {
    const { pages } = await classesOf(c)
    const wanted = wholeAsked('the class', c.req.param('class'), { most: 2 ** 31, status: 404 })
    const page = pages.find((one) => one.class === wanted)
    return c.json(page ?? refuse(404, `there is no class ${wanted} in this run; choose one of the list`))
  })
  app.get('/api/runs/:id/errors', async (c) => c.json(await (await preparedAsked(c, served)).errors()))
  app.get('/api/runs/:id/duplicates', async (c) => c.json(await (await preparedAsked(c, served)).duplicates()))
}
