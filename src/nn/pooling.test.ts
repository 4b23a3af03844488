import { describe, expect, it } from 'vitest'
import { pooling } from './pooling.ts'

describe('pooling', () => {
  it('steps by the window unless told otherwise', () => {
    expect(pooling('maxPooling', { kernel: 3 })).toEqual({
      name: 'maxPooling(3x3)',
      kernel: [3, 3],
      window: { strides: [3, 3], pads: [0, 0, 0, 0] },
    })
  })

  it('refuses a border of more than half the window', () => {
    expect(() => pooling('p', { kernel: 3, padding: 2 })).toThrow('p: padding must be at most half the kernel, got 2')
  })
})
