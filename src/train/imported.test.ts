import { describe, expect, it } from 'vitest'
import { shared } from '../data/shared.testing.ts'
import { driver, noDriver, onDriver } from '../runtime/softwareGpu.testing.ts'

describe.skipIf(noDriver)(`imported networks on WebGPU, on the driver ${driver} (skipped where it is absent)`, () => {
  describe.each(['mobilenetv2', 'osnet_x0_25'])('%s (skipped where its file is absent)', (name) => {
    it.skipIf(!shared(`models/${name}.onnx`))(
      "trains with the CPU's losses over 2 steps within 1e-3, from the same model",
      async () => {
        const { cpu, webgpu } = await onDriver<Record<'cpu' | 'webgpu', number[]>>('train/imported.testing.ts', name)
        expect(cpu).toHaveLength(2)
        expect(Math.abs(cpu[1]! - cpu[0]!)).toBeGreaterThan(1e-2)
        for (const [i, loss] of cpu.entries()) expect(Math.abs(webgpu[i]! - loss)).toBeLessThan(1e-3)
      },
      300_000,
    )
  })
})
