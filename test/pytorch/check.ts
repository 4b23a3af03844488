import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How much of something agrees. */
export interface Agreement {
  readonly what: string
  readonly passed: number
  readonly of: number
}

/** One check: what agrees, all at the end or as it is found.
 *  @param python a python3 that has PyTorch and torchvision
 *  @param options words of the command line, by name */
export type Check = (
  python: string,
  options: Readonly<Record<string, string | undefined>>,
) => Promise<readonly Agreement[]> | AsyncIterable<Agreement>

/** What a script of this folder prints as JSON. */
export function run<T>(python: string, script: string, ...parameters: readonly string[]): T {
  const result = spawnSync(python, [join(sources(), script), ...parameters], { encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error(`${script}: ${result.stderr}`)
  return JSON.parse(result.stdout) as T
}

/** This folder in the project: what is compiled lies elsewhere, and Python's scripts do not lie beside it. */
function sources(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return join(folder, 'test', 'pytorch')
}
