import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** How a call of the program ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** A call of the program that goes on. */
export interface Call {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Waits until standard error holds these words; false where the program ended without them. */
  until(words: string): Promise<boolean>
}

/** The program, built from the sources as they are. */
export interface Program {
  /** The file to be run by node. */
  readonly main: string
  /** A folder for the test's files, gone with the program. */
  readonly folder: string
  start(args: readonly string[], options?: SpawnOptions): Call
  run(args: readonly string[], options?: SpawnOptions): Promise<Ended>
  remove(): void
}

/** The program as it is built from the sources that lie here, in a temporary folder: dist/ is brought up to date where it is not, and
 *  copied, so that no test sees it change. */
export async function program(): Promise<Program> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'nearkin-program-'))
  chmodSync(folder, 0o755) // for calls as another user
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  await promisify(execFile)(process.execPath, [join(root, 'scripts/build.js')])
  const built = join(folder, 'dist')
  cpSync(join(root, 'dist'), built, { recursive: true })
  const main = join(built, 'cli/main.js')
  const call = (args: readonly string[], options: SpawnOptions = {}): Call =>
    started(
      spawn(process.execPath, [main, ...args], {
        cwd: folder,
        env: environment(folder),
        ...options,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
  return {
    main,
    folder,
    start: call,
    run: (args, options) => call(args, options).ended,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Follows a process whose output is piped. */
export function started(child: ChildProcess): Call {
  const said = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, ...said }))
  const until = async (words: string): Promise<boolean> => {
    while (!said.err.includes(words) && child.exitCode === null && child.signalCode === null)
      await Promise.race([child.stderr && once(child.stderr, 'data'), ended])
    return said.err.includes(words)
  }
  return { child, ended, until }
}

/** As a person's shell: not as a script of npm, which the program would speak of; and with a cache of its own. */
function environment(folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^VITEST|^NODE_ENV$/i.test(name))
  return { NEARKIN_CACHE: join(folder, 'cache'), ...Object.fromEntries(own) }
}
