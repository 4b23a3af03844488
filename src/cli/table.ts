import { printable } from '../printable.ts'

/** Columns of text with two spaces between them, the first column to the left, the others to the right. Where they are
 *  wider than `width` together, the table goes on below with the columns that are left, under the first column again.
 *  @param head over which a line is drawn
 *  @param sections rows; between sections lies an empty line */
export function table(
  head: readonly string[],
  sections: readonly (readonly (readonly string[])[])[],
  { width = 100 } = {},
): string {
  const cell = (row: readonly string[], column: number): string => printable(row[column] ?? '')
  const rows = [head, ...sections.flat()]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => cell(row, column).length)))
  return parts(widths, width)
    .map((columns) => {
      const line = (row: readonly string[]): string =>
        columns
          .map((column) => {
            const text = cell(row, column)
            return column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!)
          })
          .join('  ')
          .trimEnd()
      const rule = columns.map((column) => '─'.repeat(widths[column]!)).join('  ')
      const bodies = sections.filter((section) => section.length > 0).map((section) => section.map(line).join('\n'))
      return [line(head), rule, bodies.join('\n\n')].join('\n')
    })
    .join('\n\n')
}

/** Which columns stand beside each other: the first in every part. */
function parts(widths: readonly number[], width: number): number[][] {
  const all: number[][] = [[0]]
  let used = widths[0]!
  for (let column = 1; column < widths.length; column++) {
    if (used + 2 + widths[column]! > width && all.at(-1)!.length > 1) {
      all.push([0])
      used = widths[0]!
    }
    all.at(-1)!.push(column)
    used += 2 + widths[column]!
  }
  return all
}
