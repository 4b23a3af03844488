import { expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { emit } from '../onnx/emit.ts'
import { nodesIn } from '../onnx/nodesIn.ts'
import { withoutRepeats } from '../onnx/withoutRepeats.testing.ts'
import { cast, exp, greater, matrix, mul, reduceSum, softplus } from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { openMany } from './openMany.testing.ts'

const x = input('x', 'float32', [3])
const places = [-40.1, 1 / 3, 2.7]

it('a model widened to float64 computes in float64, constants and casts too', async () => {
  const y = mul(softplus(mul(x, matrix([3, 0.5, 1], [3]))), cast(greater(x, -50), 'float32'))
  const [dx] = grad(reduceSum(y), [x])
  const session = await openMany(emit({ y, dx: dx! }, { name: 'wide' }), 'float64')
  const found = await session.run({ x: Float64Array.from(places) })
  await session.close()
  for (const [i, factor] of [3, 0.5, 1].entries()) {
    const v = factor * places[i]!
    expect(Math.abs(found.y![i]! - Math.log1p(Math.exp(v)))).toBeLessThan(1e-15)
    expect(Math.abs(found.dx![i]! - factor / (1 + Math.exp(-v)))).toBeLessThan(1e-15)
  }
})

it('what repeats is computed once, and every output bears its name', async () => {
  const model = emit({ a: exp(mul(x, 2)), b: exp(mul(x, 2)), c: exp(mul(x, 3)) }, { name: 'twice' })
  const operators = nodesIn(withoutRepeats(model)).map(({ operator }) => operator)
  expect(operators.sort()).toEqual(['Exp', 'Exp', 'Identity', 'Mul', 'Mul'])
  const session = await openMany(model, 'float32')
  const { a, b, c } = await session.run({ x: Float32Array.of(0, 1, 2) })
  await session.close()
  expect(b).toEqual(a)
  expect(c![1]).toBeCloseTo(Math.exp(3), 4)
})
