import { describe, expect, it } from 'vitest'
import type { JournalEvent, NamedDecision } from './journalEvent.ts'
import { openStanding } from './openStanding.ts'

const image = (name: string) => ({ name, path: null })
const keep = (name: string): NamedDecision => ({ do: 'keep', image: image(name), was: 'cat' })
const relabel = (name: string, label: string): NamedDecision => ({
  do: 'relabel',
  image: image(name),
  label,
  was: 'cat',
})
const decided = (decision: NamedDecision, token: string | null = null): JournalEvent => ({
  event: 'decision',
  at: 'now',
  token,
  decision,
})
const undo: JournalEvent = { event: 'undo', at: 'now', token: null }
const redo: JournalEvent = { event: 'redo', at: 'now', token: null }

function standingAfter(...events: JournalEvent[]) {
  const standing = openStanding()
  for (const event of events) standing.apply(event)
  return standing
}

const inForce = (...events: JournalEvent[]) =>
  standingAfter(...events)
    .decisions()
    .map(({ decision }) => decision)

describe('openStanding', () => {
  it('lets the last word on an image count, and undo bring back what it replaced', () => {
    const [first, second] = [relabel('a', 'dog'), keep('a')]
    expect(inForce(decided(first), decided(second))).toEqual([second])
    expect(inForce(decided(first), decided(second), undo)).toEqual([first])
    expect(inForce(decided(first), decided(second), undo, redo)).toEqual([second])
  })

  it('undoes to the beginning and redoes all of it, and passes over an undo where nothing is left', () => {
    const all = ['a', 'b', 'c'].map((name) => decided(keep(name)))
    expect(inForce(...all, undo, undo, undo)).toEqual([])
    expect(inForce(...all, undo, undo, undo, undo, redo, redo, redo, redo)).toEqual(['a', 'b', 'c'].map(keep))
    const begun = standingAfter(...all, undo, undo, undo)
    expect([begun.undoable(), begun.redoable(), begun.revision()]).toEqual([0, 3, 6])
  })

  it('has nothing to redo after a new decision', () => {
    const standing = standingAfter(decided(keep('a')), undo, decided(keep('b')))
    expect(standing.redoable()).toBe(0)
    standing.apply(redo)
    expect(standing.decisions().map(({ decision }) => decision)).toEqual([keep('b')])
  })

  it('revokes one in the middle by its id, and undo brings it back to its place', () => {
    const all = ['a', 'b', 'c'].map((name) => decided(keep(name)))
    const revoked: JournalEvent = { event: 'revoke', at: 'now', token: null, id: 2 }
    expect(inForce(...all, revoked)).toEqual([keep('a'), keep('c')])
    expect(inForce(...all, revoked, undo)).toEqual([keep('a'), keep('b'), keep('c')])
    expect(standingAfter(...all, revoked, revoked).undoable()).toBe(4)
  })

  it('takes a pair for the same pair in either order, and kinds for the same by their images', () => {
    const pair = (a: string, b: string): NamedDecision => ({ do: 'keep both', images: [image(a), image(b)] })
    expect(inForce(decided(pair('a', 'b')), decided(pair('b', 'a')))).toEqual([pair('b', 'a')])
    const kind = (name: string) => ({ name, class: 'cat', images: ['a', 'b'] })
    expect(
      inForce(
        decided({ do: 'name kind', kind: kind('cat/1'), name: 'tabby' }),
        decided({ do: 'refuse kind', kind: kind('cat/2') }),
      ),
    ).toEqual([{ do: 'refuse kind', kind: kind('cat/2') }])
  })

  it('knows the tokens it has heard', () => {
    const standing = standingAfter(decided(keep('a'), 'once'))
    expect([standing.heard('once'), standing.heard('twice')]).toEqual([true, false])
  })

  it('follows 10,000 decisions, each undone and redone, to the same end', () => {
    const standing = openStanding()
    for (let i = 0; i < 10_000; i++)
      for (const event of [decided(relabel(`${i % 3000}`, `${i}`)), undo, redo]) standing.apply(event)
    expect(standing.decisions()).toHaveLength(3000)
    expect(standing.decisions().at(-1)!.decision).toEqual(relabel('999', '9999'))
    expect(standing.undoable()).toBe(10_000)
  })
})
