/** |x|² of each row, summed in float64. */
export function squaredLengths(rows: Float32Array, dimension: number): Float64Array {
  return Float64Array.from({ length: rows.length / dimension }, (_, row) => {
    let sum = 0
    for (let at = row * dimension; at < (row + 1) * dimension; at++) sum += rows[at]! * rows[at]!
    return sum
  })
}
