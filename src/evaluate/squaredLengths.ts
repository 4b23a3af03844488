/** |x|² of each row, summed in float64. */
export function squaredLengths(rows: Float32Array, dimension: number): Float64Array {
  const squares = new Float64Array(rows.length / dimension)
  for (let row = 0, at = 0; row < squares.length; row++) {
    let sum = 0
    for (const end = at + dimension; at < end; at++) sum += rows[at]! * rows[at]!
    squares[row] = sum
  }
  return squares
}
