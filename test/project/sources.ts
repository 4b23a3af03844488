import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One import of a file, as written. */
export interface Import {
  /** `./add.ts`, `node:fs`, `sharp`, ... */
  readonly from: string
  /** Whether types alone are imported: nothing is left of it when the program runs. */
  readonly typesOnly: boolean
}

/** A source file: its path from the project's root, with `/` on every system, and what it imports. */
export interface Source {
  readonly path: string
  readonly imports: readonly Import[]
}

/** The project's own folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every TypeScript and JavaScript file below a folder of the project. */
export function sourcesIn(folder: string): Source[] {
  const names = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile() && /\.[tj]sx?$/.test(entry.name))
  return files
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
    .map((path) => ({ path, imports: importsOf(readFileSync(join(root, path), 'utf8')) }))
}

/** The imports and re-exports of a program's text, types in comments (`import('...')`) among them. */
export function importsOf(text: string): Import[] {
  const statements = /^(?:import|export)\s+(type\s)?(?:[^'"`;=()]*?\sfrom\s+)?['"]([^'"\n]+)['"]/gm
  const calls = /(@typedef\s.*)?\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g
  const found = [...text.matchAll(statements), ...text.matchAll(calls)]
  return found.map(([, types, from]) => ({ from: from!, typesOnly: types !== undefined }))
}

/** The path of an own file that is imported; undefined for a package. */
export const targetOf = (source: Source, { from }: Import): string | undefined =>
  from.startsWith('.') ? posix.normalize(posix.join(dirname(source.path), from)) : undefined

/** The package that is imported, `@types/node` as `node`; undefined for an own file. */
export function packageOf({ from }: Import): string | undefined {
  if (from.startsWith('.')) return undefined
  if (from.startsWith('node:')) return 'node'
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}
