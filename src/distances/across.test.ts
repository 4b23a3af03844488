import { expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { mul, reduceSum } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { closeness } from './closeness.ts'
import { cosine } from './cosine.ts'
import { l2 } from './l2.ts'
import { likeness } from './likeness.ts'
import type { AnyMeasure } from './measure.ts'
import { squaredL2 } from './squaredL2.ts'

const turned: readonly AnyMeasure[] = [closeness(cosine()), likeness(l2())]

it.each([
  cosine(),
  l2(),
  squaredL2(),
  ...turned,
])('across of rows as they are is the matrix of prepared rows, with its gradients, zeros included: $name $kind', async ({
  across,
  matrix,
  prepare,
}: AnyMeasure) => {
  const [x, y] = [input('x', 'float32', [3, 2]), input('y', 'float32', [2, 2])]
  const forms = { whole: across!(x, y), parts: matrix(prepare(x), prepare(y)) }
  const weights = constant(floats([1, -2, 3, 0.5, 1, 2], [3, 2]))
  const outputs = Object.entries(forms).flatMap(([name, values]) => {
    const gradients = grad(reduceSum(mul(values, weights)), [x, y])
    return [[name, values] as const, ...gradients.map((g, i) => [`${name} ${i}`, g] as const)]
  })
  const feeds = { x: floats([3, 4, 0, 0, -1, 0.5], [3, 2]), y: floats([1, 0, 2, -7], [2, 2]) }
  const found = await evaluate(Object.fromEntries(outputs), feeds)
  for (const part of ['', ' 0', ' 1'])
    expect([...found[`whole${part}`]!.data], part).toEqual(
      [...found[`parts${part}`]!.data].map((value) => expect.closeTo(Number(value), 5)),
    )
})
