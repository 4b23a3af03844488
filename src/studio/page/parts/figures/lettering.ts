/** About how wide a text is in one of the wider sans-serif faces. More cannot be known: where a figure is opened the face is another one.
 *  @param size of the letters, in the unit of the result; a tenth more for bold ones */
export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const letter of text) ems += emsOf(letter)
  return ems * size
}

/** A text, cut off with an ellipsis where it is wider than it may be. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text
  const letters = [...text]
  let room = width - emsOf('…') * size
  const end = letters.findIndex((letter) => {
    room -= emsOf(letter) * size
    return room < 0
  })
  return `${letters.slice(0, end).join('').trimEnd()}…`
}

/** A text in lines no wider than they may be: broken between words, and a word that is too wide alone is cut off. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer
    else lines.push(fitText(word, width, size))
  }
  return lines
}

function emsOf(letter: string): number {
  if (/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|[\u{1f000}-\u{3ffff}]/u.test(letter)) return 1
  if (/[\p{Mn}\u200b-\u200f\u2060-\u2069]/u.test(letter)) return 0
  if (/[ijl.,:;'’|!()[\]ft ]/.test(letter)) return 0.35
  if (/[MWmw@%—]/.test(letter)) return 0.96
  return /[\p{Lu}\d&#+=<>]/u.test(letter) ? 0.7 : 0.61
}
