import { describe, expect, it } from 'vitest'
import { byteOrder } from './byteOrder.ts'

describe('byteOrder', () => {
  it('orders as the UTF-8 bytes do, letters beyond 16 bits included', () => {
    const words = ['zebra', 'Zebra', 'é', 'a', 'a/b', 'a-b', '', '日本', '\u{1f600}', '\uff21', 'ab']
    const bytes = [...words].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect([...words].sort(byteOrder)).toEqual(bytes)
    expect(byteOrder('same', 'same')).toBe(0)
  })
})
