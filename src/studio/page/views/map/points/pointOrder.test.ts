import { describe, expect, it } from 'vitest'
import { pointOrder } from './pointOrder.ts'

describe('pointOrder', () => {
  it('has every row once, and any first part is spread over all', () => {
    for (const rows of [0, 1, 2, 3, 10, 89, 1000])
      expect([...pointOrder(rows)].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i))
    const tenths = new Int32Array(10)
    for (const row of pointOrder(1000).subarray(0, 100)) tenths[Math.floor(row / 100)]!++
    expect(Math.min(...tenths)).toBeGreaterThanOrEqual(8)
  })
})
