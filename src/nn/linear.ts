import { gemm } from '../ops/gemm.ts'
import { demandInput } from './demandInput.ts'
import { demandSizes } from './demandSizes.ts'
import type { Initial } from './initial.ts'
import type { Layer } from './layer.ts'
import { onRows } from './onRows.ts'
import { uniform } from './uniform.ts'
import { valueNamed } from './valueNamed.ts'

export interface LinearOptions {
  readonly inputs: number
  readonly outputs: number
  /** Whether a number is added to each output. Default true. */
  readonly bias?: boolean
  /** How the weights begin. Default U(-b, b), b = 1/sqrt(inputs). */
  readonly initial?: Initial
  /** How the bias begins. Default as the weights' default. */
  readonly initialBias?: Initial
}

/** Linear map of rows [N, inputs] to [N, outputs], or of tokens [N, T, inputs] to [N, T, outputs].  y = x weightᵀ + bias
 *  Parameters `weight` [outputs, inputs] and `bias` [outputs]. */
export function linear({ inputs, outputs, bias = true, ...begin }: LinearOptions): Layer {
  demandSizes('linear', { inputs, outputs })
  const name = `linear(${inputs}, ${outputs})`
  const usual: Initial = (random, shape) => uniform(random, shape, 1 / Math.sqrt(inputs))
  const { initial = usual, initialBias = usual } = begin
  return {
    name,
    init(random) {
      const weight = initial(random.fork('weight'), [outputs, inputs])
      const parameters = bias ? { weight, bias: initialBias(random.fork('bias'), [outputs]) } : { weight }
      return { parameters, buffers: {} }
    },
    apply(values, x) {
      demandInput(name, x, [2, 3], inputs)
      const weight = valueNamed(values, 'weight', [outputs, inputs], name)
      const c = bias ? { c: valueNamed(values, 'bias', [outputs], name) } : {}
      return { y: onRows(x, (rows) => gemm(rows, weight, { transB: true, ...c })), buffers: {} }
    },
  }
}
