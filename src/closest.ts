/** The choice that a mistyped word most likely meant; undefined where none is near: at most two fifths of the word may differ. */
export function closest(word: string, choices: readonly string[]): string | undefined {
  const best = nearestFirst(word, choices)[0]
  return best !== undefined && distance(word.toLowerCase(), best) <= 0.4 * Math.max(word.length, best.length)
    ? best
    : undefined
}

/** The choices by their edit distance (Levenshtein 1966) from a word, the nearest first. */
export function nearestFirst(word: string, choices: readonly string[]): string[] {
  return choices
    .map((choice) => ({ choice, edits: distance(word.toLowerCase(), choice) }))
    .sort((a, b) => a.edits - b.edits)
    .map(({ choice }) => choice)
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
