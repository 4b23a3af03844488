import * as ops from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'
import { isKnown } from './value.ts'

/** Power. The exponents that networks have become products and roots, whose gradients have no logarithm. The exponent may be of
 *  another type than the base. */
export const Pow: Importer = (_, { values, tensor }) => {
  const [x, exponent] = [tensor(0), values[1]]
  const power = exponent && isKnown(exponent) && exponent.data.length === 1 ? special(x, exponent.data[0]) : undefined
  return [power ?? ops.pow(x, ops.cast(tensor(1), x.dtype))]
}

function special(x: Tensor, exponent: unknown): Tensor | undefined {
  if (x.dtype !== 'float32') return undefined
  if (exponent === 1) return x
  if (exponent === 2) return ops.mul(x, x)
  if (exponent === 3) return ops.mul(ops.mul(x, x), x)
  if (exponent === 0.5) return ops.sqrt(x)
  if (exponent === -1) return ops.reciprocal(x)
  return undefined
}
