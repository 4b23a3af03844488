import { printable } from '../../printable.ts'
import type { Finding } from '../../studio/findingsOf.ts'
import { wrapped } from '../wrapped.ts'

/** What was found of a run, for a terminal: each finding with the address of the view that shows it.
 *  @param origin of the studio, without a slash at its end */
export function findingsText(name: string, findings: readonly Finding[], origin: string): string {
  const lines = [printable(name)]
  for (const { words, cases, view } of findings) {
    lines.push(paragraph(words, '  '), `    ${origin}${view}`)
    for (const one of cases) {
      lines.push(paragraph(`- ${one.words}`, '    '))
      if (one.view !== null) lines.push(`      ${origin}${one.view}`)
    }
  }
  return `${lines.join('\n')}\n`
}

const paragraph = (words: string, indent: string): string =>
  `${indent}${wrapped(printable(words), { width: 98 - indent.length, indent: `${indent}  ` })}`
