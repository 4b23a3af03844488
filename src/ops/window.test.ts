import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { channelsOf, outputSize, windowOf } from './window.ts'

describe('windowOf', () => {
  it('fills in the defaults', () => {
    const window = windowOf('Conv', [3, 2], {})
    expect(window).toEqual({ kernel: [3, 2], strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1] })
  })

  it('refuses three numbers for rows and columns', () => {
    expect(() => windowOf('Conv', [3, 3], { strides: [1, 1, 1] })).toThrow('two whole numbers each')
    expect(() => windowOf('Conv', [3, 3], { pads: [1, 1] })).toThrow('Conv: pads must be four whole numbers')
  })
})

describe('a window over an image', () => {
  const window = windowOf('Conv', [2, 1], { strides: [2, 1], pads: [1, 0, 0, 0], dilations: [2, 1] })

  it('makes as many rows and columns as fit', () => {
    expect(outputSize('Conv', ['N', 3, 4, 5], window)).toEqual([2, 5])
  })

  it('knows the channels', () => {
    expect(channelsOf(matrix([1, 2, 3], [1, 3, 1, 1]))).toBe(3)
  })
})
