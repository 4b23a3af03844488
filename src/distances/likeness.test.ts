import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { cosine } from './cosine.ts'
import { l2 } from './l2.ts'
import { likeness } from './likeness.ts'

const x = input('x', 'float32', [2, 2])
const y = input('y', 'float32', [1, 2])

describe('a measure seen as a similarity', () => {
  it('is itself where it is a similarity, and its thresholds stay', () => {
    const measure = cosine()
    const seen = likeness(measure)
    expect(seen).toEqual({ ...measure, threshold: seen.threshold })
    expect(seen.threshold(0.3)).toBe(0.3)
  })

  it('has the sign of a distance turned around, and of its thresholds; the order of pairs stays', async () => {
    const seen = likeness(l2({ normalize: false }))
    const outputs = {
      matrix: seen.matrix(x),
      toOthers: seen.matrix(x, y),
      between: seen.between(x, y),
      order: seen.order(x, y),
    }
    const found = await evaluate(outputs, { x: floats([0, 0, 3, 4], [2, 2]), y: floats([3, 0], [1, 2]) })
    expect(Array.from(found.matrix.data as Float32Array, Math.abs)).toEqual([0, 5, 5, 0])
    expect([found.matrix.data[1], ...found.toOthers.data, ...found.between.data]).toEqual([-5, -3, -4, -3, -4])
    expect([...found.order.data]).toEqual([9, 16])
    expect(seen.threshold(0.3)).toBe(-0.3)
    expect(seen.name).toBe('raw_l2')
  })
})
