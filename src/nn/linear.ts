import { gemm } from '../ops/gemm.ts'
import { demandInput } from './demandInput.ts'
import { demandSizes } from './demandSizes.ts'
import type { Layer } from './layer.ts'
import { uniform } from './uniform.ts'
import { valueNamed } from './valueNamed.ts'

export interface LinearOptions {
  readonly inputs: number
  readonly outputs: number
  /** Whether a number is added to each output. Default true. */
  readonly bias?: boolean
}

/** Linear map of rows [N, inputs] to [N, outputs].  y = x weightᵀ + bias
 *  Parameters `weight` [outputs, inputs] and `bias` [outputs], from U(-1/sqrt(inputs), 1/sqrt(inputs)). */
export function linear({ inputs, outputs, bias = true }: LinearOptions): Layer {
  demandSizes('linear', { inputs, outputs })
  const name = `linear(${inputs}, ${outputs})`
  const bound = 1 / Math.sqrt(inputs)
  return {
    name,
    init(random) {
      const weight = uniform(random.fork('weight'), [outputs, inputs], bound)
      const parameters = bias ? { weight, bias: uniform(random.fork('bias'), [outputs], bound) } : { weight }
      return { parameters, buffers: {} }
    },
    apply(values, x) {
      demandInput(name, x, [2], inputs)
      const weight = valueNamed(values, 'weight', [outputs, inputs], name)
      const c = bias ? { c: valueNamed(values, 'bias', [outputs], name) } : {}
      return { y: gemm(x, weight, { transB: true, ...c }), buffers: {} }
    },
  }
}
