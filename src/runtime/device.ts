import type { InferenceSession } from 'onnxruntime-node'
import { fail } from '../errors.ts'
import { nodesForCpu } from './nodesForCpu.ts'

/** Where a model runs. Both are in the runtime's package; a GPU is reached through WebGPU. */
export type Device = 'cpu' | 'webgpu'

const devices: readonly Device[] = ['cpu', 'webgpu']

/** A device by its name. Fails on any other name, listing those there are. */
export function deviceNamed(name: string): Device {
  return (
    devices.find((device) => device === name) ??
    fail({ who: '--device', rule: `must be one of ${devices.join(', ')}`, value: name })
  )
}

/** The runtime's execution providers for a device, in the order in which it asks them to run a model. */
export function providersOf(device: Device, model: Uint8Array): readonly InferenceSession.ExecutionProviderConfig[] {
  if (device === 'cpu') return ['cpu']
  const forceCpuNodeNames = nodesForCpu(model)
  // The runtime refuses an empty list.
  return [forceCpuNodeNames.length === 0 ? 'webgpu' : { name: 'webgpu', forceCpuNodeNames }, 'cpu']
}
