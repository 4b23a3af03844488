import { expect, it } from 'vitest'
import { apartLabels } from './apartLabels.ts'

it('keeps the first of labels that overlap, and those that stand apart', () => {
  const start = (words: string, x: number, y: number) => ({ words, x, y, anchor: 'start' as const })
  const [milk, over, below] = [start('Milk', 0, 0), start('Juice', 20, 5), start('Juice', 20, 14)]
  expect(apartLabels([milk, over, below])).toEqual([milk, below])
})

it('knows that a label can end at its point', () => {
  const end = { words: 'Milk', x: 30, y: 0, anchor: 'end' as const }
  expect(apartLabels([end, { words: 'a', x: 31, y: 0, anchor: 'start' }])).toHaveLength(2)
  expect(apartLabels([end, { words: 'a', x: 25, y: 0, anchor: 'start' }])).toHaveLength(1)
})
