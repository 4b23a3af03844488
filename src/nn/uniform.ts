import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, sizeOf } from '../tensor/array.ts'

/** Numbers drawn uniformly from [-bound, bound): PyTorch's default for weights and biases, with
 *  bound = 1 / sqrt(inputs of one output) (LeCun et al. 1998, section 4.6, up to a factor). */
export function uniform(random: Random, shape: readonly number[], bound: number): NumericArray {
  const draw = (): number => (2 * random.uniform() - 1) * bound
  return floats(Float32Array.from({ length: sizeOf(shape) }, draw), shape)
}
