/** A word of a command as it is typed in a shell: in single quotes where it holds more than letters, digits and plain signs. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
