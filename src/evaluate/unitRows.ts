/** Rows [n, dimension] brought to length 1, in place; a row of zeros stays one. */
export function unitRows(rows: Float32Array, dimension: number): Float32Array {
  for (let start = 0; start < rows.length; start += dimension) {
    const row = rows.subarray(start, start + dimension)
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0)) || 1
    for (let i = 0; i < dimension; i++) row[i]! /= length
  }
  return rows
}
