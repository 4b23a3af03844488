import { describe, expect, it } from 'vitest'
import { confusionTable } from './confusionTable.ts'

const taken = (of: string, takenFor: string, queries: number) => ({
  of,
  takenFor,
  queries,
  share: queries / 10,
  pairs: [],
})

describe('the table of confusions', () => {
  it('has the classes that take part in most confusions first, in both directions', () => {
    const [ab, ba, cb] = [taken('a', 'b', 3), taken('b', 'a', 1), taken('c', 'b', 2)]
    // b takes part in 6, a in 4, c in 2.
    const { names, cells, left } = confusionTable([ab, ba, cb])
    expect(names).toEqual(['b', 'a', 'c'])
    expect(cells).toEqual([
      [null, ba, null],
      [ab, null, null],
      [cb, null, null],
    ])
    expect(left).toBe(0)
  })

  it('leaves out the least confused beyond a number, and says how many', () => {
    const { names, left } = confusionTable([taken('a', 'b', 3), taken('c', 'b', 2)], 2)
    expect(names).toEqual(['b', 'a'])
    expect(left).toBe(1)
  })

  it('of nothing is empty', () => {
    expect(confusionTable([])).toEqual({ names: [], cells: [], left: 0 })
  })
})
