import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { checkGradient } from '../autodiff/gradientCheck.testing.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { flatCases, gradientCases } from './gradientCases.testing.ts'
import * as ops from './index.ts'

describe('the gradient of every operator', () => {
  const cases = Object.entries(gradientCases).flatMap(([name, one]) =>
    [one].flat().map((gradientCase, i) => ({ name, i, gradientCase })),
  )
  it.each(cases)('$name, case $i, is that of central differences', async ({ gradientCase }) => {
    expect(await checkGradient(gradientCase)).toEqual([])
  })

  it.each(Object.entries(flatCases))('%s lets none through', async (_, f) => {
    const x = input('x', 'float32', [2, 2])
    const y = ops.add(ops.reduceSum(ops.cast(f(x), 'float32')), ops.reduceSum(x))
    const { dx } = await evaluate({ dx: grad(y, [x])[0]! }, { x: floats([1, -2, 3, 0.5], [2, 2]) })
    expect([...dx.data]).toEqual([1, 1, 1, 1])
  })

  it('is checked for all that the table of operators exports', () => {
    const checked = [...Object.keys(gradientCases), ...Object.keys(flatCases)]
    expect(Object.keys(ops).sort()).toEqual(checked.sort())
  })
})
