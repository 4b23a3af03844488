import { expect, it } from 'vitest'
import { durationText } from './durationText.ts'

it.each([
  [0, '0 s'],
  [-4, '0 s'],
  [44.6, '45 s'],
  [59.7, '1 min'],
  [200, '3 min 20 s'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
  [7199, '2 h'],
])('durationText of %d seconds is %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})
