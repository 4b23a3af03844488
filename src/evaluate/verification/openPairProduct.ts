import { emit } from '../../onnx/emit.ts'
import { gemm } from '../../ops/index.ts'
import type { Session, SessionOptions } from '../../runtime/session.ts'
import { openSession } from '../../runtime/session.ts'
import { input } from '../../tensor/tensor.ts'

/** A session that multiplies rows: `from` [F, dimension] and `to` [T, dimension] give `products` [F, T]. */
export function openPairProduct(dimension: number, options: SessionOptions = {}): Promise<Session> {
  const from = input('from', 'float32', ['F', dimension])
  const to = input('to', 'float32', ['T', dimension])
  const model = emit({ products: gemm(from, to, { transB: true }) }, { name: 'pairs', inputs: [from, to] })
  return openSession(model, options)
}
