import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** How much of something agrees. */
export interface Agreement {
  readonly what: string
  readonly passed: number
  readonly of: number
}

/** @param python a python3 that has PyTorch and torchvision */
export type Check = (python: string) => Promise<readonly Agreement[]>

/** What a script of this folder prints as JSON. */
export function run<T>(python: string, script: string, ...parameters: readonly string[]): T {
  const path = fileURLToPath(new URL(`../../../test/pytorch/${script}`, import.meta.url))
  const result = spawnSync(python, [path, ...parameters], { encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error(`${script}: ${result.stderr}`)
  return JSON.parse(result.stdout) as T
}
