import { describe, expect, it } from 'vitest'
import { driver, noDriver, onDriver } from '../runtime/softwareGpu.testing.ts'

describe.skipIf(noDriver)(`training on WebGPU, on the driver ${driver} (skipped where it is absent)`, () => {
  it("gives the CPU's losses over 20 steps within 1e-3, from the same model", async () => {
    const { cpu, webgpu } = await onDriver<{ cpu: number[]; webgpu: number[] }>('train/webgpu.testing.ts')
    expect(cpu).toHaveLength(20)
    for (const [i, loss] of cpu.entries()) expect(Math.abs(webgpu[i]! - loss)).toBeLessThan(1e-3)
  }, 300_000)
})
