import { describe, expect, it } from 'vitest'
import * as ops from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import { checkGradient } from './gradientCheck.testing.ts'

describe('checkGradient', () => {
  const arrays = [floats([1, 2])]

  it('finds nothing where the rule is right', async () => {
    expect(await checkGradient({ f: ([x]) => ops.exp(x!), arrays })).toEqual([])
  })

  it('finds a factor, a sign and a gradient that is missing', async () => {
    const off = (factor: number) =>
      checkGradient({
        f: ([x]) => ops.withGradient(ops.mul(x!, x!), [x!], (g) => [ops.mul(g, ops.mul(x!, factor))]),
        arrays,
      })
    expect(await off(2)).toEqual([])
    expect(await off(2.1)).toHaveLength(2)
    expect(await off(-2)).toHaveLength(2)
    expect(await checkGradient({ f: ([x]) => ops.stopGradient(ops.mul(x!, x!)), arrays })).toHaveLength(2)
  })
})
