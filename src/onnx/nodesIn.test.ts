import { describe, expect, it } from 'vitest'
import { neg, reduceSum } from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { emit } from './emit.ts'
import { nodesIn } from './nodesIn.ts'

describe('nodesIn', () => {
  it('tells operator, shapes of inputs, outputs and whole attributes of each node in order', () => {
    const x = input('x', 'float32', [2, 3])
    const nodes = nodesIn(emit({ y: reduceSum(neg(x), { axes: [1], keepdims: true }) }, { name: 'model' }))
    expect(nodes.map(({ operator }) => operator)).toEqual(['Neg', 'ReduceSum'])
    expect(nodes[0]!.inputs).toEqual([[2, 3]])
    expect(nodes[1]).toMatchObject({ outputs: 1, wholes: { keepdims: 1 } })
  })

  it('throws where the bytes are no model', () => {
    expect(() => nodesIn(Uint8Array.of(255, 255, 255))).toThrow()
  })
})
