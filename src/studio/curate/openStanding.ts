import type { JournalEvent, NamedDecision } from './journalEvent.ts'

/** A decision that is in force. */
export interface StandingDecision {
  /** Its place in the journal, from 1. */
  readonly id: number
  readonly at: string
  readonly decision: NamedDecision
}

/** What is in force after the events of a journal. */
export interface Standing {
  /** Takes the next event in. */
  readonly apply: (event: JournalEvent) => void
  /** In force, the oldest first. */
  readonly decisions: () => StandingDecision[]
  /** What is decided on the same subject as this; undefined: nothing. */
  readonly on: (decision: NamedDecision) => StandingDecision | undefined
  readonly byId: (id: number) => StandingDecision | undefined
  readonly undoable: () => number
  readonly redoable: () => number
  /** Events so far. */
  readonly revision: () => number
  readonly heard: (token: string) => boolean
}

/** Follows a journal. The last word on a subject counts; `undo` takes back the last decision or revocation, and what it replaced
 *  is in force again; after a new decision nothing is left to redo. Each event costs the same, however many there were. */
export function openStanding(): Standing {
  const inForce = new Map<string, StandingDecision>()
  const byId = new Map<number, string>()
  const tokens = new Set<string>()
  const done: Change[] = []
  const undone: Change[] = []
  let revision = 0

  const put = (subject: string, next: StandingDecision | undefined): void => {
    const before = inForce.get(subject)
    if (before) byId.delete(before.id)
    if (next) {
      inForce.set(subject, next)
      byId.set(next.id, subject)
    } else inForce.delete(subject)
  }
  const change = (subject: string, after: StandingDecision | undefined): void => {
    done.push({ subject, before: inForce.get(subject), after })
    undone.length = 0
    put(subject, after)
  }
  const move = (from: Change[], to: Change[], side: 'before' | 'after'): void => {
    const last = from.pop()
    if (!last) return
    to.push(last)
    put(last.subject, last[side])
  }
  return {
    apply(event) {
      revision++
      if (event.token !== null) tokens.add(event.token)
      if (event.event === 'decision')
        change(subjectOf(event.decision), { id: revision, at: event.at, decision: event.decision })
      else if (event.event === 'revoke') {
        const subject = byId.get(event.id)
        if (subject !== undefined) change(subject, undefined)
      } else if (event.event === 'undo') move(done, undone, 'before')
      else move(undone, done, 'after')
    },
    decisions: () => [...inForce.values()].sort((a, b) => a.id - b.id),
    on: (decision) => inForce.get(subjectOf(decision)),
    byId: (id) => inForce.get(byId.get(id) ?? ''),
    undoable: () => done.length,
    redoable: () => undone.length,
    revision: () => revision,
    heard: (token) => tokens.has(token),
  }
}

interface Change {
  readonly subject: string
  readonly before: StandingDecision | undefined
  readonly after: StandingDecision | undefined
}

/** What a decision is about: one counts of each subject. A kind is its images. */
function subjectOf(decision: NamedDecision): string {
  switch (decision.do) {
    case 'keep both':
      return JSON.stringify(['pair', ...decision.images.map(({ name }) => name).sort()])
    case 'name kind':
    case 'refuse kind':
      return JSON.stringify(['kind', ...decision.kind.images])
    default:
      return JSON.stringify(['image', decision.image.name])
  }
}
