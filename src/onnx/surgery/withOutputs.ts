import { elementType } from './elementType.ts'
import { openModel } from './openModel.ts'
import { tensorInfo } from './tensorInfo.ts'

/** A model that gives float32 tensors from inside it too, by their names; its own inputs are left out where they are named. */
export function withOutputs(model: Uint8Array, names: readonly string[]): Uint8Array {
  const open = openModel(model, 'withOutputs')
  const known = new Set([...open.graph.output, ...open.graph.input].map(({ name }) => name))
  for (const name of names) if (!known.has(name)) open.graph.output.push(tensorInfo(name, elementType.float32))
  return open.bytes()
}
