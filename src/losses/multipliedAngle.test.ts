import { expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { multipliedAngle } from './multipliedAngle.ts'

it.each([1, 2, 3, 4, 7])('is the cosine of %i times the angle, and falls from 1 without a step', async (margin) => {
  const angles = Array.from({ length: 91 }, (_, i) => (i / 90) * Math.PI)
  const x = input('x', 'float32', [91, 1])
  const { y } = await evaluate({ y: multipliedAngle(x, margin) }, { x: floats(angles.map(Math.cos), [91, 1]) })
  const found = Array.from(y.data as Float32Array)
  for (const [i, angle] of angles.entries()) {
    const k = Math.min(Math.floor((margin * angle) / Math.PI + 1e-6), margin - 1)
    expect(found[i]!, `${angle}`).toBeCloseTo((-1) ** k * Math.cos(margin * angle) - 2 * k, 4)
    if (i > 0) expect(found[i]).toBeLessThan(found[i - 1]! + 1e-5)
  }
  expect(found.at(-1)).toBeCloseTo(1 - 2 * margin, 5)
})
