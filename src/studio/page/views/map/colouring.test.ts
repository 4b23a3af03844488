import { describe, expect, it } from 'vitest'
import type { Column, RunDetail } from '../../../api.ts'
import { codesOf, colouringOf, countsOf } from './colouring.ts'

const column = (name: string, ...classes: string[]): Column => ({ name, role: 'level', classes })
const detail = (columns: readonly Column[], label = 'coarse', evaluateLabel = 'fine', rows = 3) =>
  ({ columns, label, evaluateLabel, rows }) as unknown as RunDetail
const many = Array.from({ length: 25 }, (_, i) => `fine ${i}`)

describe('colouringOf', () => {
  it('is what was asked for, else the finer label, or the one trained on where the finer has too many classes', () => {
    const few = detail([column('coarse', 'a'), column('fine', 'b')])
    expect(colouringOf([few], 'coarse')?.column).toBe('coarse')
    expect(colouringOf([few], 'nothing')?.column).toBe('fine')
    expect(colouringOf([detail([column('coarse', 'a'), column('fine', ...many)])], null)?.column).toBe('coarse')
    expect(colouringOf([], null)).toBeNull()
    expect(colouringOf([detail([])], null)).toBeNull()
  })

  it('gives a class one colour in all runs, whatever its place there', () => {
    const [a, b] = [detail([column('fine', 'x', 'y')]), detail([column('fine', 'z', 'y')])]
    const colouring = colouringOf([a, b], 'fine')!
    expect(colouring.classes).toEqual(['x', 'y', 'z'])
    expect([...codesOf(colouring, a, Int32Array.of(0, 1, -1))]).toEqual([0, 1, -1])
    expect([...codesOf(colouring, b, Int32Array.of(0, 1, -1))]).toEqual([2, 1, -1])
    expect([...countsOf(Int32Array.of(2, 1, -1, 2), 3)]).toEqual([0, 1, 2])
  })

  it('has no class for a run without the column, or whose numbers have not come', () => {
    const colouring = colouringOf([detail([column('fine', 'x')])], 'fine')!
    expect([...codesOf(colouring, detail([column('other', 'x')]), Int32Array.of(0, 0, 0))]).toEqual([-1, -1, -1])
    expect([...codesOf(colouring, detail([column('fine', 'x')]), null)]).toEqual([-1, -1, -1])
    expect([...codesOf(colouring, detail([column('fine', 'x')]), Int32Array.of(0))]).toEqual([-1, -1, -1])
  })
})
