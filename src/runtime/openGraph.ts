import { blocked } from '../onnx/blocked/blocked.ts'
import { seedsOf } from '../onnx/blocked/seedsOf.ts'
import type { EmitOptions } from '../onnx/emit.ts'
import { emit } from '../onnx/emit.ts'
import { nodesOf } from '../tensor/nodesOf.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { blockSize } from './blockSize.ts'
import type { Session, SessionOptions } from './session.ts'
import { openSession } from './session.ts'

/** Makes a graph ready to run on a device: emitted as it is, or on the CPU with images in the runtime's blocks of channels where that
 *  is faster (`blocked`) and where the runtime has them, which is asked only for a graph that they are for.
 *  @param outputs what to compute, by name
 *  @param session.block channels of a block, or 'none'. Default: as the runtime has it */
export async function openGraph(
  outputs: Readonly<Record<string, Tensor>>,
  options: EmitOptions,
  { block, ...session }: SessionOptions & { readonly block?: number | 'none' } = {},
): Promise<Session> {
  const { device = 'cpu' } = session
  const pays = device === 'cpu' && nodesOf(Object.values(outputs)).some((node) => seedsOf(node).length > 0)
  const size = block === 'none' || !pays ? undefined : (block ?? (await blockSize()))
  return openSession(emit(size === undefined ? outputs : blocked(outputs, size), options), session)
}
