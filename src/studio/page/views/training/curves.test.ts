import { expect, it } from 'vitest'
import { curvesOf, pointsOf } from './curves.ts'

const entries = [
  { step: 10, epoch: 0, loss: 1 },
  { step: 20, loss: 0.5, recallAt1: 0.25, own: 3 },
]

it('curvesOf gives what the logs have, and what it does not know by its own name', () => {
  expect(curvesOf([{ entries }]).map(({ key }) => key)).toEqual(['loss', 'recallAt1', 'own'])
  expect(curvesOf([])).toEqual([])
})

it('pointsOf leaves out the steps at which something was not measured', () => {
  expect(pointsOf(entries, 'recallAt1')).toEqual([[20, 0.25]])
})
