import type { Told } from './standingWords.ts'
import { apartWords } from './standingWords.ts'
import { wrapped } from './wrapped.ts'

/** Who is told apart, as text: the test, and a line for each method that is ahead of another. */
export function apartText(told: Told): string {
  const { heading, ahead } = apartWords(told)
  return [
    wrapped(`${heading}${ahead.length > 0 ? ':' : '.'}`),
    ...ahead.map((one) => `  ${wrapped(one, { width: 98, indent: '    ' })}`),
  ].join('\n')
}
