import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.ts'

/** A fenced block of a page. */
export interface Block {
  /** The page's path from the project's root. */
  readonly page: string
  readonly language: string
  readonly code: string
}

/** The pages that people read, by their paths from the project's root. */
export const pages: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
]

export const textOf = (page: string): string => readFileSync(join(root, page), 'utf8')

/** The fenced blocks of a page, in order. */
export const blocksOf = (page: string): Block[] =>
  [...textOf(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, code]) => ({
    page,
    language: language!,
    code: code!,
  }))
