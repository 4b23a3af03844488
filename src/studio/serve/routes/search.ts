import { bodyLimit } from 'hono/body-limit'
import type { Neighbour, SearchResult } from '../../api.ts'
import { judgedPlace } from '../../judgedPlace.ts'
import { mostPictureBytes } from '../../mostPictureBytes.ts'
import { preparedAsked, runsAsked, wholeAsked } from '../asked.ts'
import { answerOf } from '../helper/answerOf.ts'
import type { OpenRun } from '../preparedRuns.ts'
import { refuse } from '../refuse.ts'
import type { Nearest } from '../search/nearestTo.ts'
import type { SearchedRun } from '../search/openSearch.ts'
import type { Area } from '../served.ts'

/** Pictures that are taken in at a time: each is held whole. */
const mostUploads = 2

/** A query of one's own: a picture is embedded by each run, and its nearest are looked for. */
export const search: Area = (app, served) => {
  let uploads = 0
  const limit = bodyLimit({
    maxSize: mostPictureBytes,
    onError: () =>
      refuse(413, `the picture may have at most ${mostPictureBytes / 1e6} million bytes; send a smaller one`),
  })
  app.post(
    '/api/search',
    async (c, next) => {
      if (!/^(image\/[\w.+-]+|application\/octet-stream)$/.test(c.req.header('content-type') ?? ''))
        refuse(415, 'the body must be the bytes of an image; send them as application/octet-stream')
      if (uploads >= mostUploads) refuse(503, 'other pictures are being searched for; ask again')
      uploads++
      try {
        await next()
      } finally {
        uploads--
      }
    },
    limit,
    async (c) => {
      const runs = runsAsked(c, served, 8)
      const k = wholeAsked('k', c.req.query('k'), { least: 1, most: 100, fallback: 12 })
      const opened = await Promise.all(runs.map((run) => preparedAsked(c, served, run)))
      const searched = runs.map(({ folder, settings, form, complaint }, i): SearchedRun => {
        if (!settings || !form) return refuse(404, complaint ?? 'the configuration of this run is not known')
        return { folder, settings, form, stamp: opened[i]!.stamp }
      })
      const content = new Uint8Array(await c.req.arrayBuffer())
      const { picture, nearest } = await answerOf(
        served.search.ask({ content, runs: searched, k }, c.req.raw.signal),
        422,
      )
      const answers = await Promise.all(
        runs.map(async ({ id }, i) => ({ run: id, neighbours: await named(opened[i]!, nearest[i]!) })),
      )
      const uri = `data:image/webp;base64,${Buffer.from(picture).toString('base64')}`
      return c.json({ picture: uri, answers } satisfies SearchResult)
    },
  )
}

/** A picture from outside bears no label: none of its neighbours is right or wrong. */
async function named(open: OpenRun, { rows, distances }: Nearest): Promise<Neighbour[]> {
  const place = judgedPlace(open.detail)
  const infos = await open.rowInfo(rows)
  return infos.map(({ row, name, labels }, i) => ({
    row,
    distance: distances[i]!,
    right: null,
    name,
    label: labels[place] ?? null,
  }))
}
