import { expect, it } from 'vitest'
import type { Dataset, LabelLevel } from '../data/dataset.ts'
import { corrected } from './corrected.ts'

const level = (name: string, classes: string[], labels: number[]): LabelLevel => ({
  name,
  classes,
  labels: Int32Array.from(labels),
})
const coarse = level('coarse', ['apple', 'carrot'], [0, 0, 1, 1])
const dataset: Dataset = {
  name: 'd',
  size: 4,
  names: ['p', 'q', 'r', 's'],
  levels: [
    level('super', ['fruit', 'root'], [0, 0, 1, 1]),
    coarse,
    level('fine', ['a1', 'a2', 'c1', 'c2'], [0, 1, 2, 3]),
  ],
  splits: null,
  source: () => ({ kind: 'file', path: '' }),
  skipped: [],
}

it('an image in another class has the coarser label of that class, and no finer one', () => {
  const { levels } = corrected(dataset, coarse, new Map([['q', 'carrot']]))
  expect(levels.map(({ labels }) => [...labels])).toEqual([
    [0, 1, 1, 1],
    [0, 1, 1, 1],
    [0, -1, 2, 3],
  ])
  // What was given stays as it was.
  expect([...coarse.labels]).toEqual([0, 0, 1, 1])
})

it('without corrections the dataset is the same', () => {
  expect(corrected(dataset, coarse, new Map())).toBe(dataset)
})
