import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { unsqueeze } from './unsqueeze.ts'

describe('unsqueeze', () => {
  const x = matrix([1, 2], [2])

  it('puts axes of length 1 at places of the result', () => {
    expect(unsqueeze(x, [0]).shape).toEqual([1, 2])
    expect(unsqueeze(x, [-1, 0]).shape).toEqual([1, 2, 1])
  })

  it('refuses a place twice or beyond the result', () => {
    expect(() => unsqueeze(x, [0, -3])).toThrow('Unsqueeze: axes must differ, got [0,-3]')
    expect(() => unsqueeze(x, [2])).toThrow('lies in [-2, 1], got 2')
  })
})
