import { preparedAsked, runAsked, runsAsked, wholeAsked } from '../asked.ts'
import type { OpenRun } from '../preparedRuns.ts'
import { refuse } from '../refuse.ts'
import type { Area, Asked } from '../served.ts'
import type { Shown } from '../wall/countWall.ts'
import { openWalls, type WallAsked } from '../wall/openWalls.ts'

/** Runs side by side: the same images in each, and their neighbours. */
export const wall: Area = (app, served) => {
  const walls = openWalls()
  app.get('/api/link/:a/:b', async (c) => {
    const [a, b] = await Promise.all(
      ['a', 'b'].map((name) => preparedAsked(c, served, runAsked(c, served, c.req.param(name)))),
    )
    const link = await walls.link(a!, b!)
    return c.body(new Uint8Array(link.buffer as ArrayBuffer, link.byteOffset, link.byteLength), 200, {
      'content-type': 'application/octet-stream',
    })
  })
  app.get('/api/wall', async (c) => {
    const opened = await Promise.all(runsAsked(c, served, 8).map((run) => preparedAsked(c, served, run)))
    return c.json(await walls.wall(opened, wallAsked(c, opened)))
  })
}

function wallAsked(c: Asked, runs: readonly OpenRun[]): WallAsked {
  const { rows } = runs[0]!.detail
  return {
    shown: shownAsked(
      c,
      runs.map(({ id }) => id),
    ),
    ofClass: classAsked(c, runs[0]!),
    from: wholeAsked('from', c.req.query('from'), { most: rows, fallback: 0 }),
    count: wholeAsked('count', c.req.query('count'), { least: 1, most: 100, fallback: 30 }),
  }
}

function shownAsked(c: Asked, ids: readonly string[]): Shown {
  const show = c.req.query('show') ?? 'all'
  if (show === 'all' || show === 'failures' || show === 'disagreements') return { show }
  if (show !== 'turned') return refuse(400, 'show must be all, failures, disagreements or turned; leave it out for all')
  const [wrong, right] = ['wrong', 'right'].map((name) => ids.indexOf(c.req.query(name) ?? ''))
  if (wrong! < 0 || right! < 0) refuse(400, 'wrong and right must each be one of the runs that are named')
  return { show, wrong: wrong!, right: right! }
}

function classAsked(c: Asked, { detail }: OpenRun): WallAsked['ofClass'] {
  const name = c.req.query('class')
  if (name === undefined) return null
  const level = c.req.query('level') ?? detail.evaluateLabel
  const column = detail.columns.findIndex((one) => one.name === level)
  if (column < 0)
    return refuse(404, 'level must be one of the columns of the first run; leave it out for the one it is judged by')
  const found = detail.columns[column]!.classes.indexOf(name)
  if (found < 0) return refuse(404, 'there is no such class in this column; choose one of its list')
  return { column, class: found }
}
