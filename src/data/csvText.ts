/** A table as RFC 4180 has it: a heading, a row a line, values in quotes where they would not stand by themselves, quotes inside them
 *  twice. `manifest` reads it back value for value. */
export function csvText(heading: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [line(heading)]
  for (const row of rows) lines.push(line(row))
  return `${lines.join('\r\n')}\r\n`
}

const line = (values: readonly string[]): string => values.map(quoted).join(',')

/** Blanks at either end would be trimmed, and another separator in the heading taken for the one that is meant. */
const quoted = (value: string): string =>
  /[",;|\t\r\n]|^\s|\s$|^\uFEFF/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
