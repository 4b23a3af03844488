import { describe, expect, it } from 'vitest'
import { grad } from '../../autodiff/grad.ts'
import { reduceSum } from '../../ops/index.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import { modelBytes, node } from '../models.testing.ts'
import { readModel } from '../readModel.ts'
import { trace } from './trace.ts'

describe('an imported Clip', () => {
  it.each([
    [{ min: { float: 0 }, max: { float: 6 } }, [0, 0, 1, 0, 0]],
    [{ min: { float: 0 }, max: { float: 7 } }, [0, 1, 1, 1, 1]],
  ])('with the bounds %j has the gradient of ReLU6 if it is one, else of a clip, bounds included', async (bounds, expected) => {
    const model = readModel(
      modelBytes({ opset: 10, nodes: [node('Clip x -> y', bounds)], inputs: { x: [5] }, outputs: { y: [5] } }),
    )
    const x = input('x', 'float32', [5])
    const rest = { weights: new Map(), nodes: model.nodes, batchStatistics: false }
    const { values, tensor } = trace(model, { input: 'x', images: x, ...rest })
    const { dx } = await evaluate(
      { dx: grad(reduceSum(tensor(values.get('y')!)), [x])[0]! },
      { x: floats([-1, 0, 3, 6, 7]) },
    )
    expect([...dx.data]).toEqual(expected)
  })
})
