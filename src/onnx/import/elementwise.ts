import * as ops from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { alignBatch } from './alignBatch.ts'
import type { Importer } from './context.ts'

const unary =
  (operator: (x: Tensor) => Tensor): Importer =>
  (_, { tensor }) => [operator(tensor(0))]

const binary =
  (operator: (a: Tensor, b: Tensor) => Tensor): Importer =>
  (node, { tensor }, context) => {
    const [a, b] = alignBatch(node, [tensor(0), tensor(1)], context)
    return [operator(a!, b!)]
  }

const variadic =
  (operator: (a: Tensor, b: Tensor) => Tensor): Importer =>
  (_, { values, tensor }) => [values.map((_, i) => tensor(i)).reduce((a, b) => operator(a, b))]

export const Abs = unary(ops.abs)
export const Cos = unary(ops.cos)
export const Erf = unary(ops.erf)
export const Exp = unary(ops.exp)
export const Log = unary(ops.log)
export const Neg = unary(ops.neg)
export const Not = unary(ops.not)
export const Reciprocal = unary(ops.reciprocal)
export const Sign = unary(ops.sign)
export const Sin = unary(ops.sin)
export const Sqrt = unary(ops.sqrt)
export const Tan = unary((x) => ops.div(ops.sin(x), ops.cos(x)))
/** What is no number is not equal to itself. */
export const IsNaN = unary((x) => ops.not(ops.equal(x, x)))

export const Add = binary(ops.add)
export const Sub = binary(ops.sub)
export const Mul = binary(ops.mul)
export const Div = binary(ops.div)
export const And = binary(ops.and)
export const Or = binary(ops.or)
export const Equal = binary(ops.equal)
export const Greater = binary(ops.greater)
export const GreaterOrEqual = binary(ops.greaterOrEqual)
export const Less = binary(ops.less)
export const LessOrEqual = binary(ops.lessOrEqual)

export const Max = variadic(ops.max)
export const Min = variadic(ops.min)
export const Sum = variadic(ops.add)
export const Mean: Importer = (node, inputs, context) => [
  ops.div(context.tensor(Sum(node, inputs, context)[0]!), inputs.values.length),
]

export const Where: Importer = (node, { tensor }, context) => {
  const [condition, a, b] = alignBatch(node, [tensor(0), tensor(1), tensor(2)], context)
  return [ops.where(condition!, a!, b!)]
}
