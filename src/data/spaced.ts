/** At most `most` of the rows, evenly spaced, in order: a sample that is the same every time. */
export function spaced(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]!)
}
