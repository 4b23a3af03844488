/** Distances between all rows, [n, n]: Euclidean, or their squares. In float64.
 *  @param normalize rows are brought to length 1 first: the places on the sphere */
export function distancesOf(
  places: ArrayLike<number>,
  dimension: number,
  { squared = false, normalize = false }: { squared?: boolean; normalize?: boolean } = {},
): Float64Array {
  const rows = normalize ? unitRows(places, dimension) : places
  const size = rows.length / dimension
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size]
    let sum = 0
    for (let k = 0; k < dimension; k++) sum += (rows[i * dimension + k]! - rows[j * dimension + k]!) ** 2
    return squared ? sum : Math.sqrt(sum)
  })
}

/** Rows brought to length 1; a row of zeros stays. */
export function unitRows(places: ArrayLike<number>, dimension: number): Float64Array {
  const rows = Float64Array.from(places)
  for (let start = 0; start < rows.length; start += dimension) {
    const row = rows.subarray(start, start + dimension)
    const length = Math.hypot(...row)
    for (let k = 0; k < dimension; k++) row[k]! /= length || 1
  }
  return rows
}
