import { fail } from '../errors.ts'

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

/** The runtime's execution providers for a device, in the order in which it asks them. */
export const providersOf = (device: Device): string[] => (device === 'cpu' ? ['cpu'] : ['webgpu', 'cpu'])
