/** The mean of the rows, in float64: distances do not change when it is taken away, and products round by what is left. */
export function centreOf(rows: Float32Array, dimension: number): Float64Array {
  const mean = new Float64Array(dimension)
  for (let start = 0; start < rows.length; start += dimension)
    for (let d = 0; d < dimension; d++) mean[d]! += rows[start + d]!
  return mean.map((sum) => sum / (rows.length / dimension))
}
