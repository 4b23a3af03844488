/** Some points, [n * dimension] row by row. */
export interface Points {
  readonly coordinates: Float64Array
  readonly dimension: number
}

/** The mean of some rows. */
export function meanOf({ coordinates, dimension }: Points, rows: ArrayLike<number>): Float64Array {
  const mean = new Float64Array(dimension)
  for (let i = 0; i < rows.length; i++)
    for (let j = 0; j < dimension; j++) mean[j]! += coordinates[rows[i]! * dimension + j]!
  return mean.map((sum) => sum / rows.length)
}
