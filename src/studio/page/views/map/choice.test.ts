import { describe, expect, it } from 'vitest'
import { chosenRows, readChoice, readNumbers, withRows, writeChoice } from './choice.ts'

describe('choice', () => {
  it('stands in an address, unless it is too many rows', () => {
    const rows = { by: 'rows', run: 'a:b', rows: [3, 5] } as const
    expect(readChoice(writeChoice(rows))).toEqual(rows)
    expect(readChoice(writeChoice({ by: 'class', class: 4 }))).toEqual({ by: 'class', class: 4 })
    expect(writeChoice({ ...rows, rows: Array.from({ length: 201 }, (_, i) => i) })).toBeNull()
    expect(writeChoice({ ...rows, rows: [] })).toBeNull()
    for (const text of [null, '', 'x', ':3', 'a:', 'a:-1', 'a:1.5', 'a:b']) expect(readChoice(text)).toBeNull()
    expect(readNumbers('1,,x,-2,3,99999999999')).toEqual([1, 3])
  })

  it('is the same images in the other run', () => {
    const choice = { by: 'rows', run: 'a', rows: [0, 2, 9] } as const
    const codes = Int32Array.of(0, 1, 1)
    expect(chosenRows(choice, 'a', codes, null)).toEqual([0, 2])
    expect(chosenRows(choice, 'b', codes, 'same')).toEqual([0, 2])
    expect(chosenRows(choice, 'b', codes, Int32Array.of(2, 0, -1))).toEqual([2])
    expect(chosenRows(choice, 'b', codes, null)).toEqual([])
    expect(chosenRows({ by: 'class', class: 1 }, 'b', codes, null)).toEqual([1, 2])
    expect(chosenRows(null, 'a', codes, null)).toEqual([])
  })

  it('grows by rows, and loses a single one that it had', () => {
    expect(withRows([3, 1], [1, 2])).toEqual([3, 1, 2])
    expect(withRows([3, 1], [2])).toEqual([3, 1, 2])
    expect(withRows([3, 1], [3])).toEqual([1])
    expect(withRows([3, 1], [])).toEqual([3, 1])
  })
})
