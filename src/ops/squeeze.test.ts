import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { squeeze } from './squeeze.ts'

describe('squeeze', () => {
  const x = matrix([1, 2], [1, 2, 1])

  it('takes axes of length 1 away', () => {
    expect(squeeze(x, [0, -1]).shape).toEqual([2])
  })

  it('refuses longer ones and those that are not there', () => {
    expect(() => squeeze(x, [1])).toThrow("Squeeze: only axes of length 1 can go, got '[1,2,1] at 1'")
    expect(() => squeeze(x, [3])).toThrow('lies in [-3, 2], got 3')
  })
})
