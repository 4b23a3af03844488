import { fromBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import { describe, expect, it } from 'vitest'
import * as ops from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { openSession } from '../runtime/session.ts'
import { bools, bytes, floats, ints } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import { emit } from './emit.ts'

const decoded = (outputs: Readonly<Record<string, Tensor>>, options: Partial<Parameters<typeof emit>[1]> = {}) =>
  fromBinary(ModelProtoSchema, emit(outputs, { name: 'model', ...options }))

describe('emit', () => {
  const graph = (): Record<string, Tensor> => {
    const x = input('x', 'float32', ['N', 3])
    return { y: ops.softmax(ops.matMul(x, constant(floats([1, 2, 3], [3, 1])))), z: ops.reduceSum(ops.mul(x, 0.5)) }
  }

  it('gives the same bytes for the same graph', () => {
    expect(emit(graph(), { name: 'model' })).toEqual(emit(graph(), { name: 'model' }))
    expect(emit(graph(), { name: 'other' })).not.toEqual(emit(graph(), { name: 'model' }))
  })

  it('runs with any size of a symbolic batch', async () => {
    const session = await openSession(emit(graph(), { name: 'model' }))
    for (const n of [1, 4, 2]) {
      const { y } = await session.run({ x: floats(new Float32Array(3 * n).fill(1), [n, 3]) })
      expect(y!.shape).toEqual([n, 1])
    }
    await session.close()
  })

  it('gives inputs, constants, and one tensor twice, as outputs', async () => {
    const x = input('x', 'float32', [2])
    const five = constant(floats([5]))
    const sum = ops.add(x, five)
    const found = await evaluate({ same: x, five, sum, again: sum }, { x: floats([1, 2]) })
    expect([...found.same.data]).toEqual([1, 2])
    expect([...found.five.data]).toEqual([5])
    expect([...found.sum.data]).toEqual([6, 7])
    expect([...found.again.data]).toEqual([6, 7])
  })

  it('an output is an array of its own, not the one that was fed', async () => {
    const feeds = { x: floats([1, 2]) }
    const { same } = await evaluate({ same: input('x', 'float32', [2]) }, feeds)
    same.data[0] = 9
    expect(feeds.x.data[0]).toBe(1)
  })

  it('carries every element type through', async () => {
    const arrays = {
      f: floats([-1.5]),
      i: ints([-(2 ** 40)]),
      b: bools([true, false]),
      u: bytes(Uint8Array.of(0, 255)),
    }
    const fed = Object.entries(arrays).map(([name, { dtype, shape }]) => [`${name} out`, input(name, dtype, shape)])
    const held = Object.entries(arrays).map(([name, array]) => [`${name} held`, constant(array)])
    const found = await evaluate(Object.fromEntries([...fed, ...held]), arrays)
    for (const [name, { dtype, data }] of Object.entries(arrays))
      for (const way of ['out', 'held']) {
        expect(found[`${name} ${way}`]!.dtype).toBe(dtype)
        expect([...found[`${name} ${way}`]!.data]).toEqual([...data])
      }
  })

  it('holds equal small constants once, and tells -0 from 0 and one shape from another', async () => {
    const x = input('x', 'float32', [1])
    const twice = decoded({ y: ops.mul(ops.mul(x, 0.5), 0.5) })
    expect(twice.graph!.initializer).toHaveLength(1)
    const zeros = { a: constant(floats([0])), b: constant(floats([-0])), c: constant(floats([0], [1, 1])) }
    expect(decoded(zeros).graph!.initializer).toHaveLength(3)
    expect(Object.is((await evaluate(zeros)).b.data[0], -0)).toBe(true)
  })

  it('keeps declared inputs in their order, those that nothing reads too', () => {
    const [a, b] = [input('a', 'float32', [1]), input('b', 'float32', [1])]
    const model = decoded({ y: ops.neg(a) }, { inputs: [b, a] })
    expect(model.graph!.input.map(({ name }) => name)).toEqual(['b', 'a'])
  })

  it('leaves out the second output of max pooling where nothing reads it', () => {
    const x = input('x', 'float32', [1, 1, 2, 2])
    expect(decoded({ y: ops.maxPool(x, [2, 2]) }).graph!.node[0]!.output).toHaveLength(1)
  })

  it('leaves no trace of what has no operator', async () => {
    const x = input('x', 'float32', [1])
    expect(decoded({ y: ops.stopGradient(ops.neg(x)) }).graph!.node.map(({ opType }) => opType)).toEqual(['Neg'])
  })

  it('writes the metadata', () => {
    const { metadataProps } = decoded(graph(), { metadata: { labels: 'a,b' } })
    expect(metadataProps.map(({ key, value }) => [key, value])).toEqual([['labels', 'a,b']])
  })

  it('refuses two inputs of one name, and an output named like an input', () => {
    const [a, b] = [input('x', 'float32', [1]), input('x', 'float32', [2])]
    expect(() => emit({ y: ops.add(a, b) }, { name: 'model' })).toThrow(
      "emit: two inputs must not share a name, got 'x'",
    )
    expect(() => emit({ x: ops.neg(a) }, { name: 'model' })).toThrow('an output must not bear the name of an input')
    expect(() => emit({ x: a }, { name: 'model' })).toThrow('an output must not bear the name of an input')
  })

  it('takes any other name, those that the graph would use itself too', async () => {
    const names = ['t0', 'c0', 't1_1', 'x y', 'ü']
    const inputs = names.map((name) => input(name, 'float32', [1]))
    const sum = inputs.reduce((a, b) => ops.add(ops.mul(a, 2), b))
    const feeds = Object.fromEntries(names.map((name) => [name, floats([1])]))
    expect((await evaluate({ t1: sum, c1: sum }, feeds)).t1.data[0]).toBe(31)
  })
})
