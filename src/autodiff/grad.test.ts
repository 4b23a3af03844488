import { describe, expect, it } from 'vitest'
import * as ops from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import type { Shape, Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import { grad, vjp } from './grad.ts'

const vector = (...numbers: number[]): Tensor => constant(floats(numbers))
const x = (shape: Shape = [2]): Tensor => input('x', 'float32', shape)

async function numbers(y: Tensor, feeds: Parameters<typeof evaluate>[1] = {}): Promise<number[]> {
  return Array.from((await evaluate({ y }, feeds)).y.data, Number)
}

describe('grad', () => {
  it('adds up what flows back from every use', async () => {
    const p = x()
    const square = ops.mul(p, p)
    const loss = ops.reduceSum(ops.add(ops.mul(square, p), ops.add(square, ops.neg(p))))
    expect(await numbers(grad(loss, [p])[0]!, { x: floats([1, -2]) })).toEqual([3 + 2 - 1, 12 - 4 - 1])
  })

  it('sums over the axes along which a parameter was broadcast', async () => {
    const p = vector(2, 3)
    const bias = constant(floats([1], [1, 1]))
    const y = ops.add(ops.mul(constant(floats([1, 2, 3, 4, 5, 6], [3, 2])), p), bias)
    const [dp, dBias] = grad(ops.reduceSum(y), [p, bias])
    expect(dp!.shape).toEqual([2])
    expect(await numbers(dp!)).toEqual([9, 12])
    expect(dBias!.shape).toEqual([1, 1])
    expect(await numbers(dBias!)).toEqual([6])
  })

  it('gives zeros for a parameter on which the loss does not depend', async () => {
    const [p, other] = [vector(1, 2), constant(floats([1, 2, 3, 4], [2, 2]))]
    const [, zero] = grad(ops.reduceSum(p), [p, other])
    expect(zero!.shape).toEqual([2, 2])
    expect(await numbers(zero!)).toEqual([0, 0, 0, 0])
  })

  it('gives zeros where only operators without gradient lie between', async () => {
    const p = vector(1, 2)
    const loss = ops.reduceSum(ops.cast(ops.greater(p, 1), 'float32'))
    expect(await numbers(grad(loss, [p])[0]!)).toEqual([0, 0])
  })

  it('gives the same gradient for a parameter named twice', async () => {
    const p = vector(1, 2)
    const [one, two] = grad(ops.reduceSum(ops.mul(p, p)), [p, p])
    expect(await numbers(one!)).toEqual([2, 4])
    expect(await numbers(two!)).toEqual([2, 4])
  })

  it('is taken with respect to a value inside the graph too, and to the loss itself', async () => {
    const p = vector(1, 2)
    const inside = ops.mul(p, 3)
    const loss = ops.reduceSum(ops.mul(inside, inside))
    const [dp, dInside, dLoss] = grad(loss, [p, inside, loss])
    expect(await numbers(dp!)).toEqual([18, 36])
    expect(await numbers(dInside!)).toEqual([6, 12])
    expect(await numbers(dLoss!)).toEqual([1])
  })

  it('flows through the second output of an operator alone', async () => {
    const p = vector(1, 2, 3)
    const [, rest] = ops.split(p, [1, 2], 0)
    expect(await numbers(grad(ops.reduceSum(ops.mul(rest!, rest!)), [p])[0]!)).toEqual([0, 4, 6])
  })

  it('can be differentiated again', async () => {
    const p = vector(1, 2)
    const [first] = grad(ops.reduceSum(ops.pow(p, 3)), [p])
    expect(await numbers(grad(ops.reduceSum(first!), [p])[0]!)).toEqual([6, 12])
  })

  it('passes through graphs deeper than the call stack', async () => {
    const p = vector(1)
    let y = p
    for (let i = 0; i < 20_000; i++) y = ops.add(y, p)
    expect(grad(ops.reduceSum(y), [p])[0]!.shape).toEqual([1])
  })

  it('leaves out of the graph what leads to no parameter', async () => {
    const p = vector(1, 2)
    // A gradient through the indices' side would need rules that do not exist.
    const loss = ops.reduceSum(ops.gather(p, ops.cast(ops.mul(vector(0, 1), 1), 'int64')))
    expect(await numbers(grad(loss, [p])[0]!)).toEqual([1, 1])
  })

  it('refuses a loss that is no float32 scalar', () => {
    const p = vector(1, 2)
    expect(() => grad(p, [p])).toThrow("grad: the loss must be a float32 scalar, got 'float32 [2]'; reduce it first")
    expect(() => grad(constant(ints([1], [])), [p])).toThrow("got 'int64 []'")
  })
})

describe('vjp', () => {
  it('sums over a symbolic batch along which a parameter was broadcast', async () => {
    const [p, g] = [vector(1, 1), input('g', 'float32', ['N', 2])]
    const [dp] = vjp([{ y: ops.mul(x(['N', 2]), p), g }], [p])
    const feeds = { x: floats([1, 2, 3, 4, 5, 6], [3, 2]), g: floats([1, 1, 1, 1, 10, 10], [3, 2]) }
    expect(await numbers(dp!, feeds)).toEqual([54, 66])
  })

  it('sums what several values send back', async () => {
    const p = vector(1, 2)
    const pairs = [
      { y: ops.mul(p, 2), g: vector(1, 10) },
      { y: ops.mul(p, p), g: vector(100, 1000) },
    ]
    expect(await numbers(vjp(pairs, [p])[0]!)).toEqual([202, 4020])
  })
})
