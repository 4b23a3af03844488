import { fail } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'

const of =
  (operator: (x: Tensor) => Tensor): Importer =>
  (_, { tensor }) => [operator(tensor(0))]

export const HardSwish = of(ops.hardSwish)
export const Relu = of(ops.relu)
export const Sigmoid = of(ops.sigmoid)
export const Softplus = of(ops.softplus)
export const Softsign = of((x) => ops.div(x, ops.add(ops.abs(x), 1)))
export const Tanh = of(ops.tanh)
/** Misra 2019.  y = x tanh(ln(1 + e^x)). */
export const Mish = of((x) => ops.mul(x, ops.tanh(ops.softplus(x))))

export const Elu: Importer = (node, { tensor }) => [ops.elu(tensor(0), node.number('alpha', 1))]

/** Barron 2017.  y = x where x > 0, else alpha (e^(x / alpha) - 1). */
export const Celu: Importer = (node, { tensor }) => {
  const alpha = node.number('alpha', 1)
  return [ops.mul(ops.elu(ops.div(tensor(0), alpha)), alpha)]
}

/** Klambauer et al. 2017.  y = gamma (x where x > 0, else alpha (e^x - 1)). */
export const Selu: Importer = (node, { tensor }) => [
  ops.mul(ops.elu(tensor(0), node.number('alpha', 1.6732631921768188)), node.number('gamma', 1.0507010221481323)),
]

export const ThresholdedRelu: Importer = (node, { tensor }) => {
  const x = tensor(0)
  return [ops.where(ops.greater(x, node.number('alpha', 1)), x, 0)]
}

/** x sigmoid(alpha x), by Ramachandran et al. 2017. */
export const Swish: Importer = (node, { tensor }) => {
  const [x, alpha] = [tensor(0), node.number('alpha', 1)]
  return [ops.mul(x, ops.sigmoid(alpha === 1 ? x : ops.mul(x, alpha)))]
}

export const Gelu: Importer = (node, { tensor }) => [
  ops.gelu(tensor(0), node.choice('approximate', ['none', 'tanh'] as const, 'none')),
]

export const HardSigmoid: Importer = (node, { tensor }) => [
  ops.hardSigmoid(tensor(0), { alpha: node.number('alpha', 0.2), beta: node.number('beta', 0.5) }),
]

export const LeakyRelu: Importer = (node, { tensor }) => [ops.leakyRelu(tensor(0), node.number('alpha', 0.01))]

export const PRelu: Importer = (_, { tensor }) => [ops.pRelu(tensor(0), tensor(1))]

/** Bounds are attributes below operator set 11, inputs since; each may be left out. Between 0 and 6 it is how ReLU6 is exported, which
 *  has no gradient at its ends. */
export const Clip: Importer = (node, { values, tensor, number }) => {
  const x = tensor(0)
  const bound = (place: number, name: 'min' | 'max', otherwise: number): number =>
    node.has(name) ? node.number(name) : (number(place, name) ?? otherwise)
  const [low, high] = [bound(1, 'min', Number.NEGATIVE_INFINITY), bound(2, 'max', Number.POSITIVE_INFINITY)]
  if (x.dtype === 'float32') return [low === 0 && high === 6 ? ops.relu6(x) : ops.clip(x, low, high)]
  if (values[1] && values[2]) return [ops.clip(x, low, high)]
  return fail({ who: 'Clip', rule: 'whole numbers must be held between two bounds', value: [low, high] })
}
