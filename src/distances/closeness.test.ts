import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { closeness } from './closeness.ts'
import { dot } from './dot.ts'
import { l2 } from './l2.ts'

const rows = floats([1, 2, 3, -1], [2, 2])
const x = input('x', 'float32', [2, 2])

describe('a measure seen as a distance', () => {
  it('is itself where it is a distance, and its thresholds stay', () => {
    const measure = l2()
    const seen = closeness(measure)
    expect([seen.matrix, seen.between, seen.order, seen.prepare]).toEqual([
      measure.matrix,
      measure.between,
      measure.order,
      measure.prepare,
    ])
    expect(seen.threshold(0.3)).toBe(0.3)
  })

  it('has the sign of a similarity turned around, and of its thresholds', async () => {
    const seen = closeness(dot())
    const found = await evaluate(
      { matrix: seen.matrix(x), between: seen.between(x, x), order: seen.order(x) },
      { x: rows },
    )
    expect([...found.matrix.data]).toEqual([-5, -1, -1, -10])
    expect([...found.between.data]).toEqual([-5, -10])
    expect([...found.order.data]).toEqual([-5, -1, -1, -10])
    expect(seen.threshold(0.3)).toBe(-0.3)
    expect(seen.name).toBe('dot')
  })
})
