import { describe, expect, it } from 'vitest'
import { shared } from '../data/shared.testing.ts'
import { driver, noDriver, onDriver } from '../runtime/softwareGpu.testing.ts'

const absent = noDriver || !shared('models/mobilenetv2.onnx') || !shared('models/osnet_x0_25.onnx')

describe.skipIf(absent)(
  `imported networks on WebGPU, on the driver ${driver} (skipped where it or they are absent)`,
  () => {
    it("train, with the CPU's losses over 3 steps within 1e-3, from the same model", async () => {
      const report = await onDriver<Record<string, { cpu: number[]; webgpu: number[] }>>('train/imported.testing.ts')
      for (const [name, { cpu, webgpu }] of Object.entries(report)) {
        expect(cpu, name).toHaveLength(3)
        expect(cpu.at(-1), name).not.toBe(cpu[0])
        for (const [i, loss] of cpu.entries()) expect(Math.abs(webgpu[i]! - loss), name).toBeLessThan(1e-3)
      }
    }, 300_000)
  },
)
