import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { matrix, mul, reduceSum } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { bools, floats } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { softHistogram } from './softHistogram.ts'

async function told(rows: number[][], counts: number[][], nodes: number, weights: number[][]) {
  const shape = [rows.length, rows[0]!.length]
  const u = input('u', 'float32', shape)
  const { lower, upper, atNodes } = softHistogram(u, constant(bools(counts.flat(), shape)), nodes)
  const h = atNodes()
  const [gradient] = grad(reduceSum(mul(h, matrix(weights.flat(), [rows.length, nodes]))), [u])
  const found = await evaluate({ lower, upper, h, gradient: gradient! }, { u: floats(rows.flat(), shape) })
  return Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, Array.from(data as Float32Array)]))
}

const near = (xs: readonly number[]): unknown[] => xs.map((x) => expect.closeTo(x, 5))

describe('a soft histogram', () => {
  it('shares each number between the two nodes around it, row by row', async () => {
    const { h, lower, upper } = await told(
      [
        [0.25, 0.5, 2],
        [1.75, 1, 0],
      ],
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
      3,
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    )
    expect(h).toEqual(near([0.75 + 0.5, 0.25 + 0.5, 1, 1, 0.25 + 1, 0.75]))
    const [below, above] = [
      [1.25, 0, 1, 1.25],
      [0.75, 1, 0, 0.75],
    ]
    expect(lower).toEqual(near(below))
    expect(upper).toEqual(near(above))
  })

  it('has the difference of the two nodes as gradient', async () => {
    const { gradient } = await told([[0.25, 1.5, 1.25]], [[1, 1, 1]], 3, [[5, 7, -4]])
    expect(gradient).toEqual([2, -11, -11])
  })

  it('leaves out what does not count, wherever that lies', async () => {
    const { h, gradient } = await told([[0.25, 1.5, -7, 40]], [[0, 1, 0, 0]], 3, [[5, 7, -4]])
    expect(h).toEqual([0, 0.5, 0.5])
    expect(gradient!.map(Math.abs)).toEqual([0, 11, 0, 0])
  })

  it('counts what lies beyond an end at that end', async () => {
    const { h } = await told([[-0.5, 2.0001, 9]], [[1, 1, 1]], 3, [[0, 0, 0]])
    expect(h).toEqual(near([1, 0, 2]))
  })
})
