import { expect, it } from 'vitest'
import { columnsOfRun } from './columnsOfRun.ts'
import { kindColumn } from './kindColumn.ts'

const kinds = (count: number, of: number[]) => ({ kinds: { count, low: count, high: count, of: Int32Array.from(of) } })

it('numbers the kinds of all classes one after the other: a class of one kind bears its own name', () => {
  const classes = [
    { name: 'Milk', rows: Int32Array.of(0, 3, 4), ...kinds(2, [1, 0, 0]) },
    { name: 'Egg', rows: Int32Array.of(1), ...kinds(1, [0]) },
  ]
  const column = kindColumn({ classes: classes as never }, 5)
  expect(column).toEqual({
    classes: ['Milk/1', 'Milk/2', 'Egg'],
    values: Int32Array.of(1, 2, -1, 0, 0),
    firstOf: [0, 2],
  })
})

it('gives levels, kinds, the splits there are in their usual order, and right', () => {
  const level = { name: 'fine', classes: ['a'], labels: Int32Array.of(0, 0, -1) }
  const kind = { classes: ['a'], values: Int32Array.of(0, 0, -1), firstOf: [0] }
  const right = Int32Array.of(-1, 1, 0)
  const columns = columnsOfRun({ levels: [level], kinds: kind, splits: ['test', 'train', null], right })
  expect(columns.map(({ name, role, classes, values }) => [name, role, classes, [...values]])).toEqual([
    ['fine', 'level', ['a'], [0, 0, -1]],
    ['kind', 'kind', ['a'], [0, 0, -1]],
    ['split', 'split', ['train', 'test'], [1, 0, -1]],
    ['right', 'right', ['wrong', 'right'], [-1, 1, 0]],
  ])
  expect(columnsOfRun({ levels: [level], kinds: kind, splits: null, right }).map(({ role }) => role)).toEqual([
    'level',
    'kind',
    'right',
  ])
})
