import { describe, expect, it } from 'vitest'
import type { ClassList, ClassSummary, Decision, NearDuplicatePair } from '../../../api.ts'
import { type Item, isLookedAt, kindsToLookAt, nextOpen } from './queues.ts'
import { subjectOf } from './subjects.ts'

const summary = (name: string, kinds: number): ClassSummary => ({
  class: 0,
  name,
  images: 10,
  verdict: kinds > 1 ? 'several kinds' : 'one cloud',
  kinds,
  spread: null,
  effectiveRank: null,
  recallAt1: null,
  finerRecallAt1: null,
  finerClasses: null,
})

const decided =
  (...decisions: Decision[]) =>
  (subject: string) => {
    const decision = decisions.find((one) => subjectOf(one) === subject)
    return decision ? { decision } : null
  }

describe('queues', () => {
  it('asks about the kinds of classes that hold several, by their place in the column', () => {
    const columns = [
      { name: 'class', role: 'level' as const, classes: ['Milk', 'Pear'] },
      { name: 'kind', role: 'kind' as const, classes: ['Pear', 'Milk/1', 'Milk/2'] },
    ]
    const list: ClassList = {
      level: 'class',
      finer: null,
      verdict: '',
      classes: [summary('Milk', 2), summary('Pear', 1)],
    }
    const items = kindsToLookAt({ columns }, list)
    expect(items.map((item) => (item.queue === 'kinds' ? [item.kind, item.name] : []))).toEqual([
      [1, 'Milk/1'],
      [2, 'Milk/2'],
    ])
    expect(kindsToLookAt({ columns: columns.slice(0, 1) }, list)).toEqual([])
  })

  it('has looked at a pair where both are kept, or one is left out, but not where one is relabelled', () => {
    const pair = { a: 4, b: 7 } as NearDuplicatePair
    const item: Item = { queue: 'pairs', pair }
    expect(isLookedAt(item, decided())).toBe(false)
    expect(isLookedAt(item, decided({ do: 'keep both', a: 7, b: 4 }))).toBe(true)
    expect(isLookedAt(item, decided({ do: 'leave out', row: 7 }))).toBe(true)
    expect(isLookedAt(item, decided({ do: 'relabel', row: 7, label: 'x' }))).toBe(false)
  })

  it('goes on to the next that is open, then to those before, and stays where there is none', () => {
    expect(nextOpen(1, [true, true, false, true])).toBe(3)
    expect(nextOpen(3, [true, true, false, true])).toBe(0)
    expect(nextOpen(1, [false, true, false])).toBeNull()
    expect(nextOpen(0, [])).toBeNull()
  })
})
