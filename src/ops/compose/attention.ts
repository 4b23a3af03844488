import type { Tensor } from '../../tensor/tensor.ts'
import { matMul } from '../matMul.ts'
import { mul } from '../mul.ts'
import { reduceSum } from '../reduceSum.ts'
import { softmax } from '../softmax.ts'
import { sub } from '../sub.ts'
import { withGradient } from '../withGradient.ts'
import { transposed } from './transposed.ts'

/** Scaled dot-product attention (Vaswani et al. 2017, equation 1) of queries [.., T, d], keys [.., S, d] and values [.., S, e].
 *    P = softmax(scale q kᵀ),  y = P v
 *    dv = Pᵀ g,  dS = P (g vᵀ - sum(g y)),  dq = scale dS k,  dk = scale dSᵀ q
 *  The sum over a row of P dP is that of g y (Dao et al. 2022, equation 4): [T, e] is read for it instead of [T, S] twice. */
export function attention(q: Tensor, k: Tensor, v: Tensor, scale: number): Tensor {
  const scaled = mul(q, scale)
  const p = softmax(matMul(scaled, transposed(k)))
  const y = matMul(p, v)
  return withGradient(y, [q, k, v], (g) => {
    const rows = reduceSum(mul(g, y), { axes: [-1], keepdims: true })
    const ds = mul(p, sub(matMul(g, transposed(v)), rows))
    return [mul(matMul(ds, k), scale), matMul(transposed(ds), scaled), matMul(transposed(p), g)]
  })
}
