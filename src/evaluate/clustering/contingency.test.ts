import { describe, expect, it } from 'vitest'
import { contingency } from './contingency.ts'

describe('contingency', () => {
  it('holds the cells that are not 0, classes in order of appearance', () => {
    const table = contingency(Int32Array.of(7, 7, 2, 7), Int32Array.of(1, 0, 0, 1))
    expect(table.n).toBe(4)
    expect([...table.rowSums]).toEqual([3, 1])
    expect([...table.columnSums]).toEqual([2, 2])
    expect([...table.rows]).toEqual([0, 0, 1])
    expect([...table.columns]).toEqual([0, 1, 1])
    expect([...table.counts]).toEqual([2, 1, 1])
    expect(table.same).toBe(false)
  })

  it('is the same where only names differ', () => {
    expect(contingency(Int32Array.of(0, 1, 1, 2), Int32Array.of(5, 3, 3, 9)).same).toBe(true)
    expect(contingency(Int32Array.of(0, 1, 1, 2), Int32Array.of(5, 3, 3, 5)).same).toBe(false)
    expect(contingency(Int32Array.of(0, 1, 1, 0), Int32Array.of(5, 3, 4, 5)).same).toBe(false)
  })

  it('leaves out items without a label in either', () => {
    const table = contingency(Int32Array.of(0, -1, 1, 1), Int32Array.of(0, 0, -1, 1))
    expect([table.n, ...table.counts]).toEqual([2, 1, 1])
  })

  it('refuses partitions of other items, and those without any item', () => {
    expect(() => contingency(Int32Array.of(0), Int32Array.of(0, 1))).toThrow('the same 1 items, got 2')
    expect(() => contingency(new Int32Array(0), new Int32Array(0))).toThrow('at least one item')
    expect(() => contingency(Int32Array.of(-1), Int32Array.of(0))).toThrow('at least one item must have a label')
  })
})
