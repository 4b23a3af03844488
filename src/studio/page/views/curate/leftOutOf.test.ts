import { describe, expect, it } from 'vitest'
import type { Decision, DecisionMade } from '../../../api.ts'
import { leftOutOf } from './leftOutOf.ts'
import { subjectOf } from './subjects.ts'
import type { Decided } from './useCuration.ts'

const out: Decision = { do: 'leave out', row: 1 }
const made: DecisionMade = { id: 7, at: '', decision: out, of: [], was: null }
const on = (decisions: readonly Decided[]) => (subject: string) =>
  decisions.find(({ decision }) => subjectOf(decision) === subject) ?? null
const both: Decision = { do: 'keep both', a: 1, b: 2 }

describe('what is in force against keeping both images of a pair', () => {
  it('is that either is left out, confirmed or not', () => {
    expect(leftOutOf(both, on([{ decision: out, made }]))).toEqual([{ row: 1, made }])
    const second: Decided = { decision: { do: 'leave out', row: 2 }, made: null }
    expect(leftOutOf(both, on([second]))).toEqual([{ row: 2, made: null }])
  })

  it('is nothing where an image is kept or relabelled, and against other decisions', () => {
    expect(leftOutOf(both, on([{ decision: { do: 'keep', row: 1 }, made: null }]))).toEqual([])
    expect(leftOutOf({ do: 'keep', row: 1 }, on([{ decision: out, made }]))).toEqual([])
  })
})
