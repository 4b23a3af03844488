import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { NearkinError } from '../../../errors.ts'
import { parseJson } from '../../../json.ts'
import type { Curation } from '../../api.ts'
import { type OpenCuration, openCuration } from '../../curate/openCuration.ts'
import { PreparedAnew } from '../../curate/preparedAnew.ts'
import { preparedAsked, runAsked } from '../asked.ts'
import { refuse } from '../refuse.ts'
import type { Area, Asked, Served } from '../served.ts'

/** Bytes of a decision, and of a label-errors.csv. */
const most = { decision: 16_384, file: 64 * 2 ** 20 }

/** What people decide on images and kinds: read, taken, taken back. */
export const curation: Area = (app, served) => {
  const opened = new Map<string, OpenCuration>()
  const ofRun = async (c: Asked): Promise<OpenCuration> => {
    const run = runAsked(c, served)
    // 409 while there is nothing to decide on.
    await preparedAsked(c, served, run)
    const known = opened.get(run.id) ?? openCuration({ ...placeOf(run, served), program: served.program })
    opened.set(run.id, known)
    return known
  }
  const path = '/api/runs/:id/curation'
  app.get(path, async (c) => c.json(await (await ofRun(c)).state()))
  app.post(path, small, async (c) => {
    const body = await bodyOf(c)
    return c.json(await asked((await ofRun(c)).decide(body, tokenOf(body)), runAsked(c, served).folder))
  })
  for (const way of ['undo', 'redo'] as const)
    app.post(`${path}/${way}`, small, async (c) => c.json(await (await ofRun(c))[way](tokenOf(await bodyOf(c)))))
  app.post(`${path}/revoke`, small, async (c) => {
    const body = await bodyOf(c)
    const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1)
      refuse(400, `id must be that of a decision, a whole number, got '${String(id).slice(0, 40)}'`)
    return c.json(await (await ofRun(c)).revoke(id as number, tokenOf(body)))
  })
  let importing = false
  const alone: MiddlewareHandler = async (_, next) => {
    if (importing) refuse(503, 'a file is being taken in; send this one when that is done')
    importing = true
    try {
      await next()
    } finally {
      importing = false
    }
  }
  app.post(`${path}/import`, alone, bodyLimit({ maxSize: most.file, onError: tooLarge }), async (c) => {
    const curated = await ofRun(c)
    const folder = await mkdtemp(join(tmpdir(), 'nearkin-'))
    const file = join(folder, 'label-errors.csv')
    try {
      await writeFile(file, new Uint8Array(await c.req.arrayBuffer()))
      const answer = curated.accept(file, tokenOf({ token: c.req.query('token') }))
      const words = (complaint: string): string => complaint.replaceAll(file, 'label-errors.csv')
      return c.json(await asked(answer, runAsked(c, served).folder, words))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

const placeOf = ({ id, folder, given }: ReturnType<typeof runAsked>, { events }: Served) => ({
  run: folder,
  given,
  changed: () => events.tell({ type: 'curation', run: id }),
})

const tooLarge = (): never => refuse(413, `at most ${most.file} bytes are taken; divide the file`)

const small = bodyLimit({
  maxSize: most.decision,
  onError: () => refuse(413, `a decision has at most ${most.decision} bytes`),
})

async function bodyOf(c: Asked): Promise<unknown> {
  const text = await c.req.text()
  try {
    return text === '' ? null : parseJson(text, 'the decision', { remedy: 'load the page again' })
  } catch (error) {
    return refuse(400, (error as Error).message)
  }
}

function tokenOf(body: unknown): string | null {
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : null
  return typeof token === 'string' && token.length <= 100 ? token : null
}

/** What is wrong with a decision is the asker's; what is wrong in the run's folder, with its journal or its disk, is not. */
async function asked(
  answer: Promise<Curation>,
  folder: string,
  words: (complaint: string) => string = (complaint) => complaint,
): Promise<Curation> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof PreparedAnew) refuse(412, error.message)
    if (error instanceof NearkinError && !error.complaint.who.startsWith(folder)) refuse(400, words(error.message))
    throw error
  }
}
