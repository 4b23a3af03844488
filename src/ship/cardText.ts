/** A name as text in Markdown: nothing in it is taken for markup, HTML or the end of a line. */
export function cardText(name: string): string {
  const oneLine = name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
  const entity = (mark: string): string => `&#${mark.charCodeAt(0)};`
  // Addresses become links by themselves.
  return oneLine.replace(/[\\`*_{}[\]<>#!|~$&@]|:(?=\/\/)|(?<=www)\./g, entity)
}
