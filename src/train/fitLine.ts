/** What a line of progress tells. Empty words are left out. */
export interface LineParts {
  readonly label: string
  /** Finished share, 0 to 1. */
  readonly share: number
  readonly count: string
  readonly rate: string
  readonly left: string
  readonly note: string
}

const WIDEST_BAR = 30
const NARROWEST_BAR = 8

/** A line of progress that is at most `columns` wide on a terminal: what fits of, in this order, label and count, note, time
 *  left, rate, and a bar from what room remains. With unbounded columns there is no bar, but a percentage. */
export function fitLine(parts: LineParts, columns: number): string {
  const { label, count, rate, left, note, share } = parts
  const head = flat(label)
  const words = { count, rate, left, note: flat(note) }
  for (const drop of ['rate', 'left', 'note'] as const) {
    if (widthOf(joined(head, words)) <= columns) break
    words[drop] = ''
  }
  const text = joined(head, words)
  if (columns === Number.POSITIVE_INFINITY)
    return joined(head, { ...words, count: `${count} (${Math.floor(share * 100)} %)` })
  const room = Math.min(WIDEST_BAR, columns - widthOf(text) - 3)
  if (room < NARROWEST_BAR) return cut(text, columns)
  const full = Math.floor(share * room)
  return joined(`${head} [${'#'.repeat(full)}${'-'.repeat(room - full)}]`, words)
}

const joined = (
  head: string,
  { count, rate, left, note }: Record<'count' | 'rate' | 'left' | 'note', string>,
): string => [`${head} ${count}`, rate, left, note].filter((word) => word !== '').join(', ')

/** One line of it: no line ends, tabs or escape sequences. */
const flat = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')

function cut(text: string, columns: number): string {
  let [kept, width] = ['', 0]
  for (const character of text) {
    width += widthOf(character)
    if (width > columns) break
    kept += character
  }
  return kept
}

/** Columns that text takes on a terminal: two for East Asian and pictorial characters, none for marks on the one before. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    if (/\p{M}|\p{Cf}/u.test(character)) continue
    const wide =
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u
    width += wide.test(character) ? 2 : 1
  }
  return width
}
