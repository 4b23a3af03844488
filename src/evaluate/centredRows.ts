/** The rows minus a centre: a copy. */
export function centredRows(rows: Float32Array, centre: Float64Array): Float32Array {
  const dimension = centre.length
  const centred = new Float32Array(rows.length)
  for (let start = 0; start < rows.length; start += dimension)
    for (let d = 0; d < dimension; d++) centred[start + d] = rows[start + d]! - centre[d]!
  return centred
}
