import { execFile } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { compile } from '../compile.testing.ts'

/** A Vulkan driver: the one that the environment names, or the software driver of Debian's chromium. */
export const driver = process.env.VK_ICD_FILENAMES ?? '/usr/lib/chromium/vk_swiftshader_icd.json'

export const noDriver = !existsSync(driver)

/** Runs a file of src/ in a process of its own, which finds the driver (its loader reads the environment when a process
 *  starts), and gives the JSON that it prints.
 *  @param words what it finds on its command line */
export async function onDriver<T>(file: string, ...words: readonly string[]): Promise<T> {
  const folder = await compile([file])
  try {
    // chromium keeps the loader, libvulkan.so.1, beside the driver.
    const libraries = [dirname(driver), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
    const env = { ...process.env, VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: libraries }
    const program = join(folder, file.replace(/\.ts$/, '.js'))
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], { env })
    return JSON.parse(stdout) as T
  } finally {
    rmSync(folder, { recursive: true })
  }
}
