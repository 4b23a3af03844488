/** The rows that `labelErrors` may score above 0.5, by the nearest neighbours of each, [n * k] nearest first among all others, -1 where there
 *  are no more: all but those whose first few labelled neighbours are of their own class. Of such a row the mean distance to its
 *  nearest classmates is the least of any class. Rows without a label are none.
 *  @param neighbours as `labelErrors` asks: default 3 */
export function doubtfulRows(
  { indices, k }: { readonly indices: Int32Array; readonly k: number },
  labels: Int32Array,
  neighbours = 3,
): Int32Array {
  const members = new Map<number, number>()
  for (const label of labels) members.set(label, (members.get(label) ?? 0) + 1)
  return Int32Array.from(labels.keys()).filter((row) => {
    const own = labels[row]!
    if (own < 0) return false
    let wanted = Math.min(neighbours, members.get(own)! - 1)
    for (let at = row * k; at < (row + 1) * k && wanted > 0; at++) {
      const other = indices[at]! < 0 ? -1 : labels[indices[at]!]!
      if (other < 0) continue
      if (other !== own) return true
      wanted--
    }
    return wanted > 0
  })
}
