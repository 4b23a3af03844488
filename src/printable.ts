/** Text that cannot move a terminal's cursor or break a table: control characters, which names of files may hold, as
 *  `\n`, `\x1b`, ... */
export const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (character) =>
    character === '\n' ? '\\n' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
