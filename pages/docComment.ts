import { demand } from '../src/errors.ts'

/** What a loss or a rule says of itself in the comment above it. */
export interface Told {
  /** What it asks for, a sentence or two. */
  readonly summary: string
  /** Its formula, line by line. */
  readonly formula: readonly string[]
  readonly source: string
  readonly use: string
  readonly cost: string
  readonly collapse: string
}

const tags = ['source', 'use', 'cost', 'collapse'] as const

/** Reads the comment above a loss's or a rule's definition: sentences, an indented formula, and a tag each for source, use,
 *  cost and collapse. Fails, naming the file and what is missing.
 *  @param text of the source file
 *  @param name of the export */
export function docComment(text: string, name: string, file: string): Told {
  const at = text.search(new RegExp(`^export const ${name} = define(Loss|Rule)\\(`, 'm'))
  const start = text.lastIndexOf('/**', at)
  const end = text.indexOf('*/', start)
  demand(at > 0 && start >= 0 && text.slice(end + 2, at).trim() === '', {
    who: file,
    rule: `a comment must stand right above ${name}`,
  })
  const lines = text
    .slice(start + 3, end)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
  const firstTag = lines.findIndex((line) => line.trimStart().startsWith('@'))
  const prose = firstTag < 0 ? lines : lines.slice(0, firstTag)
  const told = Object.fromEntries(tags.map((tag) => [tag, tagged(lines, tag, file)])) as Record<
    (typeof tags)[number],
    string
  >
  const formula = prose.filter((line, i) => i > 0 && /^ {2}/.test(line)).map((line) => line.trim())
  const summary = prose
    .filter((line, i) => i === 0 || !/^ {2}/.test(line))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  demand(formula.length > 0, { who: file, rule: 'the comment must give the formula, indented by two spaces' })
  return { summary, formula: unindented(prose), ...told }
}

/** The formula as it is laid out, without what all its lines are indented by. */
function unindented(prose: readonly string[]): string[] {
  const lines = prose.filter((line, i) => i > 0 && /^ {2}/.test(line))
  const least = Math.min(...lines.map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(least))
}

function tagged(lines: readonly string[], tag: string, file: string): string {
  const from = lines.findIndex((line) => line.trimStart().startsWith(`@${tag}`))
  demand(from >= 0, { who: file, rule: `the comment must have @${tag}` })
  const next = lines.findIndex((line, i) => i > from && line.trimStart().startsWith('@'))
  return lines
    .slice(from, next < 0 ? undefined : next)
    .join(' ')
    .replace(`@${tag}`, '')
    .replace(/\s+/g, ' ')
    .trim()
}
