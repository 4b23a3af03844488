import { describe, expect, it } from 'vitest'
import type { Decision, DecisionMade } from '../../../api.ts'
import { stepsBack } from './stepsBack.ts'

const keep = (row: number): Decision => ({ do: 'keep', row })
const made = (row: number): DecisionMade => ({ id: row, at: '', decision: keep(row), of: [], was: null })
const undo = { way: 'undo' as const, decision: null }
const decide = (row: number) => ({ way: 'decide' as const, decision: keep(row) })

describe('stepsBack', () => {
  it('is none where nothing was decided, or it is not known yet', () => {
    expect(stepsBack(null, [])).toEqual({ undoable: 0, redoable: 0, last: null })
    expect(stepsBack({ decisions: [], undoable: 0, redoable: 1 }, [])).toEqual({ undoable: 0, redoable: 1, last: null })
  })

  it('is of the last decision, one that is not sent yet before those that are', () => {
    const curation = { decisions: [made(1), made(2)], undoable: 2, redoable: 0 }
    expect(stepsBack(curation, []).last).toEqual(keep(2))
    expect(stepsBack(curation, [decide(3)])).toEqual({ undoable: 3, redoable: 0, last: keep(3) })
    expect(stepsBack(curation, [decide(3), undo, undo])).toEqual({ undoable: 1, redoable: 2, last: keep(1) })
    expect(stepsBack(curation, [undo, undo, undo])).toEqual({ undoable: 0, redoable: 2, last: null })
  })

  it('has nothing to take again after a new decision', () => {
    expect(stepsBack({ decisions: [], undoable: 0, redoable: 2 }, [decide(3)]).redoable).toBe(0)
  })
})
