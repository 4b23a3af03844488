import { expect, it } from 'vitest'
import type { Look } from '../../../api.ts'
import { lookAt } from './lookAt.ts'

const level = { name: 'digit', classes: ['0'], of: [0] }
const look = (step: number, xy: number[]): Look => ({ step, kind: 'plane', xy, label: level, finer: level })
const looks = [look(50, [0, 1]), look(100, [1, 3])]

it.each([
  [10, [0, 1]],
  [50, [0, 1]],
  [75, [0.5, 2]],
  [100, [1, 3]],
  [900, [1, 3]],
])('lookAt step %d is %j', (step, xy) => {
  expect(lookAt(looks, step)).toEqual(xy)
})
