import { describe, expect, it } from 'vitest'
import { driver, noDriver, onDriver } from './softwareGpu.testing.ts'

describe.skipIf(noDriver)(`WebGPU on the driver ${driver} (skipped where it is absent)`, () => {
  it("gives the CPU's losses and gradients from the same bytes, within 1e-4", async () => {
    const report = await onDriver<Record<string, Record<string, number>>>('runtime/webgpu.testing.ts')
    expect(Object.keys(report)).toEqual(['linear', 'convolutional'])
    const far = Object.values(report).flatMap((outputs) => Object.values(outputs))
    expect(far).toHaveLength(4 + 5)
    for (const distance of far) expect(distance).toBeLessThan(1e-4)
  }, 180_000)
})
