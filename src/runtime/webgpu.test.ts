import { execFile } from 'node:child_process'
import { existsSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { compile } from '../compile.testing.ts'

/** A Vulkan driver: the one that the environment names, or the software driver of Debian's chromium. */
const driver = process.env.VK_ICD_FILENAMES ?? '/usr/lib/chromium/vk_swiftshader_icd.json'

describe.skipIf(!existsSync(driver))(`WebGPU on the driver ${driver} (skipped where it is absent)`, () => {
  it("gives the CPU's losses and gradients from the same bytes, within 1e-4", async () => {
    const folder = await compile(['runtime/webgpu.testing.ts'])
    try {
      symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'))
      // chromium keeps the loader, libvulkan.so.1, beside the driver.
      const libraries = [dirname(driver), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
      const env = { ...process.env, VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: libraries }
      const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'runtime/webgpu.testing.js')], {
        env,
      })
      const report = JSON.parse(stdout) as Record<string, Record<string, number>>
      expect(Object.keys(report)).toEqual(['linear', 'convolutional'])
      const far = Object.values(report).flatMap((outputs) => Object.values(outputs))
      expect(far).toHaveLength(4 + 5)
      for (const distance of far) expect(distance).toBeLessThan(1e-4)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 180_000)
})
