import { describe, expect, it } from 'vitest'
import { pooling } from './pooling.ts'

describe('pooling', () => {
  it('steps by the window unless told otherwise', () => {
    const { name, kernel, window } = pooling('maxPooling', { kernel: 3 })
    expect([name, kernel]).toEqual(['maxPooling(3x3)', [3, 3]])
    expect(window(['N', 1, 'H', 'W'])).toEqual({ strides: [3, 3], pads: [0, 0, 0, 0] })
  })

  // Lengths of PyTorch's MaxPool2d(kernel, stride, padding, ceil_mode=True).
  it.each([
    [112, 3, 2, 0, 56],
    [7, 3, 2, 1, 4],
    [8, 3, 2, 1, 5],
    [5, 2, 2, 0, 3],
    [6, 2, 2, 0, 3],
    [5, 2, 3, 1, 2],
    [4, 1, 3, 0, 2],
    [3, 1, 3, 0, 1],
  ])('ceil: a length of %d with kernel %d, stride %d and padding %d becomes %d', (length, kernel, stride, padding, to) => {
    const { pads } = pooling('p', { kernel, stride, padding, ceil: true }).window([1, 1, length, length])
    expect(pads.slice(0, 2)).toEqual([padding, padding])
    expect(Math.floor((length + padding + pads[2]! - kernel) / stride) + 1).toBe(to)
  })

  it('ceil: needs to know rows and columns', () => {
    expect(() => pooling('p', { ceil: true }).window([1, 1, 'H', 'W'])).toThrow('must be known when the graph is built')
  })

  it('refuses a border of more than half the window', () => {
    expect(() => pooling('p', { kernel: 3, padding: 2 })).toThrow('p: padding must be at most half the kernel, got 2')
  })
})
