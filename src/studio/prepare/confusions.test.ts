import { expect, it } from 'vitest'
import type { Answers } from './answers.ts'
import { classConfusions, finerConfusions } from './confusions.ts'

const level = { name: 'coarse', classes: ['Milk', 'Juice'], labels: Int32Array.of(0, 0, 0, 0, 0, 1, 1, -1) }
const finer = {
  name: 'fine',
  classes: ['Skim', 'Whole', 'Apple'],
  labels: Int32Array.of(0, 0, 0, 1, 1, 2, 2, -1),
}
// Row 0 is answered by 3, 1 by 4, 2 by 5, 3 by 0, 4 by one without a label.
const answers: Answers = {
  nearest: Int32Array.of(3, 4, 5, 0, 7, 6, 5, 0),
  distance: Float32Array.of(0.25, 0.125, 0.5, 0.25, 0.25, 0, 0, 0),
  right: () => new Int32Array(8),
}
const milk = [0, 1, 2, 3, 4]

it('counts what the queries of a class are taken for, as a share of all of them', () => {
  expect(classConfusions(milk, level, answers)).toEqual([
    { class: 1, name: 'Juice', queries: 1, share: 1 / 5, pairs: [{ query: 2, nearest: 5, distance: 0.5 }] },
  ])
})

it('inside a class counts finer classes taken for one another, the most frequent first, the nearest pairs first', () => {
  expect(finerConfusions(milk, { level, finer, answers })).toEqual([
    {
      of: 'Skim',
      takenFor: 'Whole',
      queries: 2,
      share: 2 / 3,
      pairs: [
        { query: 1, nearest: 4, distance: 0.125 },
        { query: 0, nearest: 3, distance: 0.25 },
      ],
    },
    { of: 'Whole', takenFor: 'Skim', queries: 1, share: 1 / 2, pairs: [{ query: 3, nearest: 0, distance: 0.25 }] },
  ])
})

it('without queries there is nothing to tell', () => {
  expect(classConfusions([], level, answers)).toEqual([])
  expect(finerConfusions([], { level, finer, answers })).toEqual([])
})
