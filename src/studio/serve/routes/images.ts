import { preparedAsked, rowAsked, runAsked } from '../asked.ts'
import { answerOf } from '../helper/answerOf.ts'
import { refuse } from '../refuse.ts'
import type { Area } from '../served.ts'

/** Images themselves, decoded by a process of their own. */
export const images: Area = (app, served) => {
  app.get('/api/runs/:id/images/:row', async (c) => {
    const run = runAsked(c, served)
    const open = await preparedAsked(c, served, run)
    const row = rowAsked(c.req.param('row'), open.detail.rows)
    const [record] = await open.records([row])
    const { name, path, image } = record!
    const dataset = run.settings?.dataset ?? refuse(404, run.complaint ?? 'the dataset of this run is not known')
    const bytes = await answerOf(served.pictures.ask({ dataset, path, image, name }, c.req.raw.signal), 404)
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'image/webp', 'cache-control': 'no-store' })
  })
}
