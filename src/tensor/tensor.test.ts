import { describe, expect, it } from 'vitest'
import { add } from '../ops/add.ts'
import { split } from '../ops/split.ts'
import { floats } from './array.ts'
import { nodesOf } from './nodesOf.ts'
import { constant, constantValue, input, scalar } from './tensor.ts'

describe('tensors', () => {
  it('are inputs, constants or what an operator makes of them', () => {
    const x = input('x', 'float32', ['N'])
    const one = scalar(1)
    const y = add(x, one)
    expect(y).toMatchObject({ dtype: 'float32', shape: ['N'], source: { kind: 'node', index: 0 } })
    expect(constantValue(one)?.data[0]).toBe(1)
    expect(constantValue(y)).toBeUndefined()
  })

  it('refuse an input without a name, and a scalar of a type that no number is', () => {
    expect(() => input('', 'float32', [])).toThrow("input: an input needs a name, got ''")
    expect(() => scalar(1, 'uint8')).toThrow("scalar: a number becomes float32, int64 or bool, got 'uint8'")
    expect([scalar(1, 'int64').dtype, scalar(1, 'bool').dtype]).toEqual(['int64', 'bool'])
  })
})

describe('nodesOf', () => {
  it('gives each node once, after all that it depends on', () => {
    const [a, b] = split(constant(floats([1, 2])), [1, 1], 0)
    const sum = add(a!, b!)
    const last = add(sum, add(sum, a!))
    const nodes = nodesOf([sum, last])
    expect(nodes).toHaveLength(4)
    for (const [i, node] of nodes.entries())
      for (const x of node.inputs) if (x.source.kind === 'node') expect(nodes.indexOf(x.source.node)).toBeLessThan(i)
    expect(nodesOf([constant(floats([1]))])).toEqual([])
  })
})
