import { wrapped } from './wrapped.ts'

/** What each word means, for a help text: the words in one column, their definitions in the next. */
export function definitions(words: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(words).map((name) => name.length))
  return Object.entries(words)
    .map(([name, meaning]) => {
      const lines = wrapped(`${meaning}.`, { width: 96 - width, indent: '' })
      return `  ${name.padEnd(width)}  ${lines.replaceAll('\n', `\n${' '.repeat(width + 4)}`)}`
    })
    .join('\n')
}
