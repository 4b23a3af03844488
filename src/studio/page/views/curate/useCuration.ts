import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Curation, Decision, DecisionMade, StudioEvent } from '../../../api.ts'
import { useEvents } from '../../data/events.ts'
import { getJson, type Unavailable } from '../../data/resource.ts'
import { type Outbox, openOutbox, type Sending } from './outbox.ts'
import { subjectOf } from './subjects.ts'

/** The decisions on a run's images, and the ways to change them. */
export interface CurationHere {
  readonly curation: Curation | null
  /** Why there is none. */
  readonly error: Unavailable | null
  /** Decided, and not confirmed by the server yet. */
  readonly unsaved: readonly Sending[]
  /** Why the server has not confirmed it; it is tried again. */
  readonly trouble: string | null
  /** Why the server refused a decision; until the next is taken. */
  readonly refused: string | null
  /** What is decided on a subject, confirmed or not; null: nothing. */
  readonly on: (subject: string) => Decided | null
  readonly decide: (decision: Decision) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly revoke: (made: DecisionMade) => void
}

export interface Decided {
  readonly decision: Decision
  /** null while it is not confirmed. */
  readonly made: DecisionMade | null
}

/** Follows the curation of a run: what is decided here and in other tabs, over reloads and restarts of the server.
 *  @param images of the run, by which what was not sent yet is kept @param stamp of the preparation that rows and kinds are of */
export function useCuration(run: string, images: string, stamp: string | undefined): CurationHere {
  const path = `/api/runs/${run}/curation`
  const [curation, setCuration] = useState<Curation | null>(null)
  const [error, setError] = useState<Unavailable | null>(null)
  const [news, setNews] = useState<{ trouble: string | null; refused: string | null }>({ trouble: null, refused: null })
  const outbox = useRef<Outbox | null>(null)
  const [, setRound] = useState(0)
  const take = useCallback((next: Curation) => {
    setError(null)
    // Answers may overtake one another; another journal may have begun anew.
    setCuration((before) =>
      before && next.journal === before.journal && next.revision < before.revision ? before : next,
    )
  }, [])
  const ask = useCallback(() => {
    getJson<Curation>(path).then(take, (failed: Unavailable) => setError(failed))
  }, [path, take])
  useEffect(() => {
    setCuration(null)
    setError(null)
    ask()
    const opened = openOutbox(path, `nearkin curation ${run} ${images}`, ({ curation: told, trouble, refused }) => {
      if (told) take(told)
      setNews((before) => ({ trouble, refused: refused ?? before.refused }))
      setRound((n) => n + 1)
    })
    outbox.current = opened
    setRound((n) => n + 1)
    return () => opened.close()
  }, [path, run, images, ask, take])
  const hear = useCallback(
    (event: StudioEvent) => {
      if (event.type === 'runs' || (event.type === 'curation' && event.run === run)) ask()
    },
    [ask, run],
  )
  useEvents(hear)
  const unsaved = outbox.current?.waiting() ?? []
  useEffect(() => {
    if (unsaved.length === 0) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unsaved.length === 0])
  const add = (sending: Omit<Sending, 'token'>) => {
    setNews((before) => ({ ...before, refused: null }))
    outbox.current?.add(sending)
    setRound((n) => n + 1)
  }
  const made = new Map(curation?.decisions.map((one) => [subjectOf(one.decision), one]))
  const pending = new Map(unsaved.flatMap(({ decision }) => (decision ? [[subjectOf(decision), decision]] : [])))
  return {
    curation,
    error,
    unsaved,
    ...news,
    on(subject) {
      const here = pending.get(subject)
      if (here) return { decision: here, made: null }
      const there = made.get(subject)
      return there ? { decision: there.decision, made: there } : null
    },
    decide: (decision) => add({ way: 'decide', decision, id: null, stamp }),
    undo: () => add({ way: 'undo', decision: null, id: null }),
    redo: () => add({ way: 'redo', decision: null, id: null }),
    revoke: ({ id }) => add({ way: 'revoke', decision: null, id }),
  }
}
