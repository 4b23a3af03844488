import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { matrix, mul, reduceSum } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { products } from './products.ts'

const x = input('x', 'float32', [2, 2])
const y = input('y', 'float32', [3, 2])
const ofX = floats([1, 2, 0, -1], [2, 2])

describe('dot products of rows', () => {
  it('are of all rows with one another where no others are given', async () => {
    const weight = matrix([1, 2, 0, 0], [2, 2])
    const [dx] = grad(reduceSum(mul(products(x), weight)), [x])
    const found = await evaluate({ s: products(x), dx: dx! }, { x: ofX })
    expect([...found.s.data]).toEqual([5, -2, -2, 1])
    // d (x1·x1 + 2 x1·x2): 2 x1 + 2 x2, and 2 x1.
    expect([...found.dx.data]).toEqual([2, 2, 2, 4])
  })

  it('are of all rows with all others where they are given, with a gradient for both', async () => {
    const s = products(x, y)
    const weight = matrix([1, 0, 0, 0, 0, 3], [2, 3])
    const [dx, dy] = grad(reduceSum(mul(s, weight)), [x, y])
    const found = await evaluate({ s, dx: dx!, dy: dy! }, { x: ofX, y: floats([1, 0, 0, 1, 2, 2], [3, 2]) })
    expect([...found.s.data]).toEqual([1, 2, 6, 0, -1, -2])
    expect([...found.dx.data]).toEqual([1, 0, 6, 6])
    expect([...found.dy.data]).toEqual([1, 2, 0, 0, 0, -3])
  })
})
