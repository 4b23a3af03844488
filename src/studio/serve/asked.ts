import { HTTPException } from 'hono/http-exception'
import type { OpenRun } from './preparedRuns.ts'
import { refuse } from './refuse.ts'
import type { WatchedRun } from './runs/watchRuns.ts'
import type { Asked, Served } from './served.ts'

/** The run of an address; 404 where there is none of that id. */
export function runAsked(c: Asked, { runs }: Pick<Served, 'runs'>, id = c.req.param('id') ?? ''): WatchedRun {
  return runs.find(id) ?? refuse(404, `there is no run '${id}' here; choose one of the list`)
}

/** Several runs, as `?runs=a,b` names them. @param most as many may be named */
export function runsAsked(c: Asked, served: Pick<Served, 'runs'>, most: number): WatchedRun[] {
  const ids = (c.req.query('runs') ?? '').split(',').filter(Boolean)
  if (ids.length === 0) refuse(400, 'runs: at least one must be named; give ?runs=ID, or several with commas')
  if (ids.length > most) refuse(400, `runs: at most ${most} may be named, got ${ids.length}; choose fewer`)
  return [...new Set(ids)].map((id) => runAsked(c, served, id))
}

/** What was prepared of a run, to be read. 409 with its {@link Preparation} while it is not ready. */
export async function preparedAsked(c: Asked, served: Served, run = runAsked(c, served)): Promise<OpenRun> {
  const ready = await served.prepared.open(run)
  if (ready) return ready
  if (run.complaint !== null) refuse(404, run.complaint)
  throw new HTTPException(409, { res: c.json(served.queue.of(run.id), 409) })
}

/** A whole number of an address's query or path. @param fallback where it is left out; without one it must be given */
export function wholeAsked(
  name: string,
  text: string | undefined,
  {
    least = 0,
    most,
    fallback,
    status = 400,
  }: { readonly least?: number; readonly most: number; readonly fallback?: number; readonly status?: 400 | 404 },
): number {
  if (text === undefined && fallback !== undefined) return fallback
  const value = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  return refuse(
    status,
    `${name} must be a whole number from ${least} to ${most}, got '${(text ?? 'nothing').slice(0, 40)}'`,
  )
}

/** Rows, as `?of=1,2,3` names them. @param most as many may be named */
export function rowsAsked(c: Asked, { rows }: { readonly rows: number }, most: number): number[] {
  const texts = (c.req.query('of') ?? '').split(',').filter(Boolean)
  if (texts.length > most)
    refuse(400, `of: at most ${most} rows may be named, got ${texts.length}; ask for them in parts`)
  return texts.map((text) => rowAsked(text, rows))
}

/** One row; 404 where the run has no such. */
export function rowAsked(text: string | undefined, rows: number): number {
  const row = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : -1
  if (row >= 0 && row < rows) return row
  return refuse(404, `rows go from 0 to ${rows - 1}, got '${(text ?? '').slice(0, 40)}'`)
}
