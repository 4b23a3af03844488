/** A word beside a point. */
export interface Label {
  readonly x: number
  readonly y: number
  readonly words: string
  readonly anchor: 'start' | 'end'
}

/** Pixels of a letter and of a line at the size that charts use. */
const [letter, line] = [7, 14]

/** Labels that do not overlap one another: the first wins. */
export function apartLabels<T extends Label>(labels: readonly T[]): T[] {
  const kept: T[] = []
  for (const label of labels) if (!kept.some((other) => overlap(label, other))) kept.push(label)
  return kept
}

function overlap(a: Label, b: Label): boolean {
  const [[a0, a1], [b0, b1]] = [extent(a), extent(b)]
  return Math.abs(a.y - b.y) < line && a0 < b1 && b0 < a1
}

function extent({ x, words, anchor }: Label): [number, number] {
  const width = words.length * letter
  return anchor === 'start' ? [x, x + width] : [x - width, x]
}
