import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { emit } from '../onnx/emit.ts'
import * as ops from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { nodesForCpu } from './nodesForCpu.ts'

describe('nodesForCpu', () => {
  const x = input('x', 'float32', [2, 1, 2, 2])
  const one = input('scale', 'float32', [1])
  const pooled = ops.maxPool(x, [2, 2])

  it('names max pooling whose places are read, and batch normalisation in training', () => {
    const { y } = ops.batchNormalizationTraining(x, one, one)
    const names = nodesForCpu(emit({ y, dx: grad(ops.reduceSum(pooled), [x])[0]! }, { name: 'model' }))
    expect(names.map((name) => name.split(' ')[0]).sort()).toEqual(['BatchNormalization', 'MaxPool'])
  })

  it.each([
    { group: 1, weights: [4, 1, 2, 2], names: 0 },
    { group: 2, weights: [4, 1, 2, 2], names: 1 },
    { group: 2, weights: [4, 2, 2, 2], names: 0 },
    { group: 4, weights: [4, 1, 2, 2], names: 0 },
  ])('names transposed convolution in $group groups with weights $weights: $names', ({ group, weights, names }) => {
    const [image, w] = [input('x', 'float32', [1, 4, 3, 3]), input('w', 'float32', weights)]
    expect(nodesForCpu(emit({ y: ops.convTranspose(image, w, { group }) }, { name: 'model' }))).toHaveLength(names)
    const held = ops.matrix(new Float32Array(16 * weights[1]!), weights)
    expect(nodesForCpu(emit({ y: ops.convTranspose(image, held, { group }) }, { name: 'model' }))).toHaveLength(names)
  })

  it.each([
    { outputs: 9, group: 1, names: 0 },
    { outputs: 18, group: 2, names: 1 },
    { outputs: 27, group: 3, names: 0 },
    { outputs: 12, group: 2, names: 1 },
    { outputs: 24, group: 2, names: 0 },
    { outputs: 6, group: 2, names: 0 },
  ])('names convolution of $outputs channels in $group groups: $names', ({ outputs, group, names }) => {
    const [image, w] = [input('x', 'float32', [1, group, 3, 3]), input('w', 'float32', [outputs, 1, 2, 2])]
    expect(nodesForCpu(emit({ y: ops.conv(image, w, { group }) }, { name: 'model' }))).toHaveLength(names)
  })

  it('names neither in a model that only infers', () => {
    const y = ops.batchNormalization(pooled, one, one, one, one)
    expect(nodesForCpu(emit({ y }, { name: 'model' }))).toEqual([])
  })

  it('names nothing in bytes that are no model', () => {
    expect(nodesForCpu(Uint8Array.of(255, 255, 255))).toEqual([])
  })
})
