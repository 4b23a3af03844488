import { preparedAsked, rowAsked, rowsAsked, wholeAsked } from '../asked.ts'
import type { OpenRun } from '../preparedRuns.ts'
import { refuse } from '../refuse.ts'
import type { Area, Asked } from '../served.ts'

/** The embedding as the page draws it: the map, what its points are coloured by, and what is said of single images. */
export const embedding: Area = (app, served) => {
  app.get('/api/runs/:id/map', async (c) => {
    const open = await preparedAsked(c, served)
    return numbers(c, open, 'map', open.mapValues)
  })
  app.get('/api/runs/:id/columns/:place', async (c) => {
    const open = await preparedAsked(c, served)
    const last = open.detail.columns.length - 1
    const place = wholeAsked('the column', c.req.param('place'), { most: last, status: 404 })
    return numbers(c, open, `columns/${place}`, () => open.columnValues(place))
  })
  app.get('/api/runs/:id/rows', async (c) => {
    const open = await preparedAsked(c, served)
    return c.json(await open.rowInfo(rowsAsked(c, open.detail, 500)))
  })
  app.get('/api/runs/:id/neighbours', async (c) => {
    const open = await preparedAsked(c, served)
    const k = wholeAsked('k', c.req.query('k'), { least: 1, most: 100, fallback: 12 })
    return c.json(await open.neighbours(rowsAsked(c, open.detail, 200), k))
  })
  app.get('/api/runs/:id/thumbnails/:row', async (c) => {
    const open = await preparedAsked(c, served)
    const row = rowAsked(c.req.param('row'), open.detail.rows)
    const kept = keptBy(c, open, String(row))
    if (kept.fresh) return c.body(null, 304, kept.headers)
    const bytes = await open.thumbnail(row)
    if (bytes === null) return refuse(404, 'there is no small picture of this image')
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { ...kept.headers, 'content-type': 'image/webp' })
  })
}

/** Numbers of all rows, little-endian as they are held. */
async function numbers(
  c: Asked,
  open: OpenRun,
  name: string,
  values: () => Promise<Int32Array | Float32Array>,
): Promise<Response> {
  const kept = keptBy(c, open, name)
  if (kept.fresh) return c.body(null, 304, kept.headers)
  const { buffer, byteOffset, byteLength } = await values()
  const bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
  const type = { 'content-type': 'application/octet-stream', 'content-length': String(byteLength) }
  return c.body(bytes, 200, { ...kept.headers, ...type })
}

/** How a browser may keep something of a prepared run: for good where the address says which preparation it is of (`?v=`, see
 *  RunSummary.stamp), and otherwise until it has asked whether there is another. */
function keptBy(c: Asked, { stamp }: OpenRun, name: string) {
  const etag = `"${stamp}-${Buffer.from(name).toString('base64url')}"`
  const forGood = c.req.query('v') === stamp
  return {
    fresh: c.req.header('if-none-match') === etag,
    headers: { etag, 'cache-control': forGood ? 'private, max-age=31536000, immutable' : 'private, no-cache' },
  }
}
