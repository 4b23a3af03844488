/** Numbers of an address, such as `3,5,9`: whole ones that are not negative; anything else is left out. */
export function readNumbers(text: string | null): number[] {
  return (text ?? '').split(',').flatMap((word) => (/^\d{1,9}$/.test(word) ? [Number(word)] : []))
}

/** More rows than these would make an address that cannot be sent. */
const mostInAddress = 200

/** Which points are chosen: some rows of a run, or all of one class as it is coloured. */
export type Choice =
  | { readonly by: 'rows'; readonly run: string; readonly rows: readonly number[] }
  | { readonly by: 'class'; readonly class: number }

/** For an address: `RUN:3,5,9` or `class:4`; null for none, or for too many. */
export function writeChoice(choice: Choice | null): string | null {
  if (choice === null) return null
  if (choice.by === 'class') return `class:${choice.class}`
  const { run, rows } = choice
  return rows.length === 0 || rows.length > mostInAddress ? null : `${run}:${rows.join(',')}`
}

/** What {@link writeChoice} wrote; null for anything else. */
export function readChoice(text: string | null): Choice | null {
  const colon = text?.lastIndexOf(':') ?? -1
  if (!text || colon < 1) return null
  const [run, numbers] = [text.slice(0, colon), readNumbers(text.slice(colon + 1))]
  if (numbers.length === 0) return null
  return run === 'class' ? { by: 'class', class: numbers[0]! } : { by: 'rows', run, rows: numbers }
}

/** Rows of one run that are chosen. @param link from the rows of the run that they were chosen in to this one's, -1 for none; null
 *  where both have the same rows, or it is not known yet */
export function chosenRows(
  choice: Choice | null,
  run: string,
  codes: Int32Array,
  link: Int32Array | 'same' | null,
): readonly number[] {
  if (choice === null) return []
  if (choice.by === 'class') return [...codes.keys()].filter((row) => codes[row] === choice.class)
  const own = choice.rows.filter((row) => row < codes.length)
  if (choice.run === run || link === 'same') return own
  return link === null ? [] : choice.rows.flatMap((row) => ((link[row] ?? -1) < 0 ? [] : [link[row]!]))
}

/** Rows that are chosen once others come to them; a single one that was chosen already is chosen no more. */
export function withRows(chosen: readonly number[], rows: readonly number[]): readonly number[] {
  const taken = rows.length === 1 && chosen.includes(rows[0]!)
  return taken ? chosen.filter((row) => row !== rows[0]) : [...new Set([...chosen, ...rows])]
}
