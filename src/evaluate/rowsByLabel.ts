/** The rows of each label, in order, labels as they appear; a negative one is no label. */
export function rowsByLabel(labels: ArrayLike<number>): Map<number, number[]> {
  const rows = new Map<number, number[]>()
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!
    if (label < 0) continue
    const known = rows.get(label)
    if (known) known.push(row)
    else rows.set(label, [row])
  }
  return rows
}
