import { describe, expect, it } from 'vitest'
import { table } from './table.ts'

describe('table', () => {
  it('sets the first column to the left and the others to the right, sections apart', () => {
    expect(table(['', 'all', 'easiest'], [[['Recall@1', '0.300', '0.361']], [['0', '0.1', '0.2']]])).toBe(
      [
        '            all  easiest',
        '────────  ─────  ───────',
        'Recall@1  0.300    0.361',
        '',
        '0           0.1      0.2',
      ].join('\n'),
    )
  })

  it('goes on below with the columns that do not fit, under the first column again', () => {
    const text = table(['name', 'aaaa', 'bbbb', 'cccc'], [[['x', '1', '2', '3']]], { width: 16 })
    expect(text.split('\n\n').map((part) => part.split('\n')[0])).toEqual(['name  aaaa  bbbb', 'name  cccc'])
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(16)
  })

  it('gives a column wider than the limit a part of its own', () => {
    expect(table(['name', 'much too wide'], [[['x', '1']]], { width: 8 }).split('\n')[0]).toBe('name  much too wide')
  })
})
