import { demand } from '../src/errors.ts'

/** What a loss or a rule says of itself in the comment above it. */
export interface Told {
  /** What it asks for, a sentence or two. */
  readonly summary: string
  /** Its formula, line by line. */
  readonly formula: readonly string[]
  /** What else there is to say, paragraph by paragraph. */
  readonly further: readonly string[]
  readonly source: string
  readonly use: string
  readonly cost: string
  readonly collapse: string
}

const tags = ['source', 'use', 'cost', 'collapse'] as const

/** Reads the comment above a loss's or a rule's definition: sentences, a formula in a paragraph of its own, and a tag each for source, use,
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
    .map((line) => line.replace(/^\s*\* {0,2}/, '').trimEnd())
  const firstTag = lines.findIndex((line) => line.trimStart().startsWith('@'))
  const paragraphs = (firstTag < 0 ? lines : lines.slice(0, firstTag))
    .join('\n')
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n'))
  const formula = paragraphs.filter(isFormula)
  demand(formula.length > 0, { who: file, rule: 'the comment must give the formula, in a paragraph of its own' })
  const told = Object.fromEntries(tags.map((tag) => [tag, tagged(lines, tag, file)])) as Record<
    (typeof tags)[number],
    string
  >
  return {
    summary: joined(paragraphs[0]!),
    formula: formula.flatMap((paragraph, i) => (i === 0 ? paragraph : ['', ...paragraph])),
    further: paragraphs
      .slice(1)
      .filter((paragraph) => !isFormula(paragraph))
      .map(joined),
    ...told,
  }
}

/** A paragraph that begins with what something equals. */
const isFormula = (paragraph: readonly string[], i: number | undefined = 1): boolean =>
  i !== 0 && / [=~] /.test(paragraph[0]!.slice(0, 24))

const joined = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ').trim()

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
