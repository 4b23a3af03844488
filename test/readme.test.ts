import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it, vi } from 'vitest'
import * as nearkin from '../src/index.ts'
import { blocksOf, pages, textOf } from './project/markdown.ts'
import { root } from './project/sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'nearkin-readme-'))
afterAll(() => rmSync(folder, { recursive: true }))

const blocks = pages.flatMap(blocksOf)

/** Programs that use the package by its name. */
const programs = blocks.filter(({ language, code }) => language === 'ts' && /from 'nearkin'/.test(code))

/** Here the package is the sources themselves. */
function fileOf(code: string, name: string): string {
  const path = join(folder, name)
  writeFileSync(path, code.replaceAll("from 'nearkin'", `from '${join(root, 'src/index.ts')}'`))
  return path
}

/** A user's module that exports, with the types inferred, all that there is, rules and losses of its own among it. */
const everyValue = `import * as nearkin from 'nearkin'
${Object.keys(nearkin)
  .map((name) => `export const the_${name} = { ...{ value: nearkin.${name} } }`)
  .join('\n')}
${Object.entries(nearkin)
  .filter(([, value]) => Object.prototype.toString.call(value) === '[object Module]')
  .map(([name]) => `export const every_${name} = { ...nearkin.${name} }`)
  .join('\n')}
const { all } = nearkin.negatives
export const rule = nearkin.defineRule({
  side: 'negative',
  name: 'own',
  bound: false,
  options: { k: nearkin.option.whole(1, 'how many') },
  make: () => ({ allowed }) => ({ columns: null, valid: allowed }),
})
export const loss = nearkin.defineLoss({
  name: 'own',
  options: { m: nearkin.option.maybe('how much') },
  rules: { positives: nearkin.positives.easiest(), negatives: all() },
  distance: nearkin.only(nearkin.l2()),
  reducer: nearkin.mean,
  make: ({ rules }) => nearkin.triplet(rules),
})
export const { about } = loss
export const twins = (x: nearkin.Tensor, options: nearkin.TwoViewsOptions) => nearkin.twoViews(x, options)
`

const complaintsOf = async (args: readonly string[]): Promise<string> => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const run = promisify(execFile)(process.execPath, [tsc, ...args])
  const { stdout, stderr } = await run.catch((failed: { stdout: string; stderr: string }) => failed)
  return stdout + stderr
}

describe('README.md', () => {
  it('opens with what it is in one sentence and the two lines, each in a block of its own', () => {
    const [title, sentence, ...rest] = textOf('README.md').split('\n\n')
    expect(title).toBe('# nearkin')
    expect(sentence!.match(/\.(\s|$)/g)).toHaveLength(1)
    expect(blocksOf('README.md').slice(0, 2)).toEqual(
      ['npm ci && npm start', 'npm ci && npm test'].map((line) => ({
        page: 'README.md',
        language: 'sh',
        code: `${line}\n`,
      })),
    )
    expect(rest.slice(0, 4).join('\n\n')).toContain('npm ci && npm test')
  })

  it('has a program that trains through the public API alone, in some twenty lines', async () => {
    const [program] = programs.filter(({ page }) => page === 'README.md')
    expect(program!.code.split('\n').length).toBeLessThan(32)
    const said: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
    await import(/* @vite-ignore */ pathToFileURL(fileOf(program!.code, 'readme.ts')).href)
    log.mockRestore()
    const shares = said.map((line) => Number(/(\d+) %/.exec(line)![1]))
    expect(shares[0]).toBeGreaterThan(50)
    expect(shares.at(-1)).toBeLessThan(20)
  })

  it('shows a picture that is small enough to load at once', () => {
    const [, picture] = /!\[.+\]\((docs\/images\/[\w.-]+)\)/.exec(textOf('README.md'))!
    expect(statSync(join(root, picture!)).size).toBeLessThan(100_000)
  })
})

describe('the pages', () => {
  it('compile wherever they use the package, and their declarations name only what it exports', async () => {
    const project = join(folder, 'user')
    const packed = join(project, 'node_modules/nearkin')
    mkdirSync(packed, { recursive: true })
    cpSync(join(root, 'package.json'), join(packed, 'package.json'))
    const built = ['-p', join(root, 'tsconfig.build.json'), '--emitDeclarationOnly', '--outDir', join(packed, 'dist')]
    expect(await complaintsOf(built)).toBe('')
    const files = [...programs.map(({ code }) => code), everyValue].map((code, i) => {
      writeFileSync(join(project, `program${i}.ts`), code)
      return `program${i}.ts`
    })
    expect(files.length).toBeGreaterThan(4)
    const compilerOptions = {
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      outDir: 'out',
      typeRoots: [join(root, 'node_modules/@types')],
      noUnusedLocals: false,
    }
    writeFileSync(join(project, 'package.json'), '{"type": "module"}')
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files }),
    )
    expect(await complaintsOf(['-p', project])).toBe('')
  }, 180_000)

  it('quote the sources as they are, where they name the file', () => {
    const quotes = blocks.flatMap(({ page, code }) => {
      const [, path] = /^\/\/ (src\/\S+)\n/.exec(code) ?? []
      return path ? [{ page, path, quoted: code.slice(code.indexOf('\n') + 1) }] : []
    })
    expect(quotes.length).toBeGreaterThan(2)
    const stale = quotes.filter(({ path, quoted }) => !textOf(path).includes(quoted))
    expect(stale.map(({ page, path }) => `${page}: ${path}`)).toEqual([])
  })

  it('lead only to files that are there', () => {
    const dead = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, target]) => new URL(target!, new URL(page, 'file:///')).pathname.slice(1))
        .filter((target) => !statSync(join(root, decodeURIComponent(target)), { throwIfNoEntry: false }))
        .map((target) => `${page}: ${target}`),
    )
    expect(dead).toEqual([])
  })
})
