import { expect, it } from 'vitest'
import { numberText } from './numberText.ts'

it.each([
  [0.25, '0.25'],
  [0.123456, '0.123'],
  [0, '0'],
  [-0.5, '−0.5'],
  [1234, '1,230'],
  [0.00001234, '1.2 × 10⁻⁵'],
  [2_500_000, '2.5 × 10⁶'],
  [-0.000_02, '−2.0 × 10⁻⁵'],
  [Number.NaN, '–'],
  [null, '–'],
  [undefined, '–'],
])('numberText of %s is %s', (value, text) => {
  expect(numberText(value)).toBe(text)
})
