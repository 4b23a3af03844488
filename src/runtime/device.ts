import type { InferenceSession } from 'onnxruntime-node'
import { nodesForCpu } from './nodesForCpu.ts'

/** Where a model runs. Both are in the runtime's package; a GPU is reached through WebGPU. */
export type Device = 'cpu' | 'webgpu'

/** The runtime's execution providers for a device, in the order in which it asks them to run a model. */
export function providersOf(device: Device, model: Uint8Array): readonly InferenceSession.ExecutionProviderConfig[] {
  if (device === 'cpu') return ['cpu']
  const forceCpuNodeNames = nodesForCpu(model)
  // The runtime refuses an empty list.
  return [forceCpuNodeNames.length === 0 ? 'webgpu' : { name: 'webgpu', forceCpuNodeNames }, 'cpu']
}
