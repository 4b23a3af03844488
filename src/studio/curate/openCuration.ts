import { join } from 'node:path'
import { cleanTemporaries } from '../../files.ts'
import type { Curation } from '../api.ts'
import { preparedStamp } from '../prepare/preparedStamp.ts'
import { acceptedIn } from './acceptedIn.ts'
import type { CurationNow } from './curationNow.ts'
import { curationNow } from './curationNow.ts'
import type { CurationPlace } from './curationPlace.ts'
import { decisionAsked } from './decisionAsked.ts'
import { describeCuration } from './describeCuration.ts'
import type { JournalEvent } from './journalEvent.ts'
import { labelFiles } from './labelFiles.ts'
import { namedDecision } from './namedDecision.ts'
import { PreparedAnew } from './preparedAnew.ts'

/** What people decided on the images of a run. What is asked is done one after the other; each answer is the whole state after it. */
export interface OpenCuration {
  readonly state: () => Promise<Curation>
  /** Takes a decision, unless it is in force already.
   *  Fails with {@link PreparedAnew} where it speaks of another preparation, unless it was heard before.
   *  @param body as the page sent it; its `stamp` says of which preparation it speaks */
  readonly decide: (body: unknown, token: string | null) => Promise<Curation>
  readonly undo: (token: string | null) => Promise<Curation>
  readonly redo: (token: string | null) => Promise<Curation>
  /** Takes a decision back, wherever it stands; nothing where it is in force no more. */
  readonly revoke: (id: number, token: string | null) => Promise<Curation>
  /** Takes the rows of a label-errors.csv in which `accept` says yes, each as a decision.
   *  @param file its path */
  readonly accept: (file: string, token: string | null) => Promise<Curation>
}

/** Opens the curation of a prepared run: RUN/studio/curation/journal.jsonl, which is the truth, and the files that are made of it.
 *  Another preparation of the run, or what another process wrote to the journal, is noticed with the next question. */
export function openCuration(place: CurationPlace): OpenCuration {
  const folder = join(place.run, 'studio', 'curation')
  const files = labelFiles(folder, place)
  let now: CurationNow | undefined
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }

  const stands = ({ run, journal }: CurationNow): boolean =>
    run.stamp === preparedStamp(place.run) && !journal.changed()
  const current = async (): Promise<CurationNow> => {
    if (now && stands(now)) return now
    now = undefined
    const opened = await curationNow(place.run, join(folder, 'journal.jsonl'))
    cleanTemporaries(folder)
    now = opened
    // What was decided when its file could not be written, or by another process.
    if (opened.journal.events.length > 0) void files.write(opened)
    return opened
  }
  const write = async (at: CurationNow, events: readonly JournalEvent[]): Promise<Curation> => {
    at.journal.append(events)
    for (const event of events) at.standing.apply(event)
    await files.write(at)
    place.changed()
    return describeCuration(at, place, files.state())
  }
  const ask = (token: string | null, events: (at: CurationNow) => Promise<JournalEvent[]>): Promise<Curation> =>
    inTurn(async () => {
      for (;;) {
        const at = await current()
        const added = token !== null && at.standing.heard(token) ? [] : await events(at)
        if (added.length === 0) return describeCuration(at, place, files.state())
        // Another process may have written, or prepared the run anew, while the answer was looked up.
        if (stands(at)) return write(at, added)
      }
    })
  const written = (token: string | null): { at: string; token: string | null } => ({
    at: new Date().toISOString(),
    token,
  })

  return {
    state: () => inTurn(async () => describeCuration(await current(), place, files.state())),
    decide: (body, token) =>
      ask(token, async (at) => {
        if (!speaksOf(body, at.run.stamp)) throw new PreparedAnew()
        const { rows } = at.run.detail
        const asked = decisionAsked(body, { rows, kinds: at.kinds.names.length, classes: at.level.classes })
        const decision = await namedDecision(at, asked)
        const before = at.standing.on(decision)
        if (before && JSON.stringify(before.decision) === JSON.stringify(decision)) return []
        return [{ event: 'decision', ...written(token), decision }]
      }),
    undo: (token) =>
      ask(token, async ({ standing }) => (standing.undoable() > 0 ? [{ event: 'undo', ...written(token) }] : [])),
    redo: (token) =>
      ask(token, async ({ standing }) => (standing.redoable() > 0 ? [{ event: 'redo', ...written(token) }] : [])),
    revoke: (id, token) =>
      ask(token, async ({ standing }) => (standing.byId(id) ? [{ event: 'revoke', id, ...written(token) }] : [])),
    accept: (file, token) =>
      ask(token, async (at) =>
        (await acceptedIn(file, at)).map((decision) => ({ event: 'decision', ...written(token), decision })),
      ),
  }
}

/** Whoever names no preparation speaks of the one that there is. */
const speaksOf = (body: unknown, stamp: string): boolean =>
  typeof body !== 'object' || body === null || !('stamp' in body) || body.stamp === undefined || body.stamp === stamp
