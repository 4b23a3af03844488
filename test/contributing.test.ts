import { execFile } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tree } from './program/tree.ts'
import { blocksOf } from './project/markdown.ts'
import { root } from './project/sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'nearkin-contributing-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 24 })
const nearkin = (...args: string[]) => run(join(folder, 'dist/cli/main.js'), ...args)

/** What the page tells to write, by the file that it goes into. */
const parts = blocksOf('CONTRIBUTING.md').flatMap(({ code }) => {
  const [, kind, path] = /^\/\/ new (file|line): (src\/\S+)\n/.exec(code) ?? []
  return path ? [{ kind, path, text: code.slice(code.indexOf('\n') + 1) }] : []
})

describe('the worked example of a loss', () => {
  // A copy of the sources, changed as the page says and built as a contributor would.
  beforeAll(async () => {
    for (const name of [
      'src',
      'scripts/build.js',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'vite.config.ts',
    ])
      cpSync(join(root, name), join(folder, name), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const { kind, path, text } of parts)
      (kind === 'file' ? writeFileSync : appendFileSync)(join(folder, path), text)
    await run('scripts/build.js')
    mkdirSync(join(folder, 'photos'))
    await tree(join(folder, 'photos'), { a: 6, b: 6 })
  }, 120_000)

  it('is one file and one line', () => {
    expect(parts.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'file src/losses/ratio.ts',
      'line src/losses/index.ts',
    ])
    expect(parts[1]!.text.trim().split('\n')).toHaveLength(1)
  })

  it('is on the command line with its option', async () => {
    const { stdout } = await nearkin('losses', 'ratio', '--json')
    expect(JSON.parse(stdout).losses).toEqual([
      {
        name: 'ratio',
        positives: 'easiest',
        negatives: 'hardest',
        distance: 'l2',
        reducer: 'mean-of-non-zero',
        options: [{ name: 'r', usual: 0.8, words: 'the largest ratio that has no loss' }],
      },
    ])
    await expect(nearkin('train', 'photos', '--loss', 'ratio:r=-1')).rejects.toMatchObject({
      code: 2,
      stderr: '--loss ratio: r must be a number above 0, got -1\n',
    })
  })

  it('trains', async () => {
    const tiny = ['--steps', '4', '--image-size', '16', '--widths', '4', '--samples', '2', '--classes', '2']
    await nearkin('train', 'photos', ...tiny, '--loss', 'ratio:r=0.5', '--positives', 'all', '--out', 'run')
    const log = readFileSync(join(folder, 'run/log.jsonl'), 'utf8').trim().split('\n')
    const losses = log.map((line) => JSON.parse(line) as { loss?: number }).flatMap(({ loss }) => loss ?? [])
    expect(losses.length).toBeGreaterThan(0)
    for (const loss of losses) expect(loss).toBeGreaterThan(0)
  }, 60_000)
})
