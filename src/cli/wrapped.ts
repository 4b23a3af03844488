/** Text in lines of at most `width` characters, broken at spaces; later lines begin with `indent`. A longer word has a
 *  line of its own. */
export function wrapped(text: string, { width = 100, indent = '  ' } = {}): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= width || line.trim() === '') line = longer
    else {
      lines.push(line)
      line = `${indent}${word}`
    }
  }
  return [...lines, line].join('\n')
}
