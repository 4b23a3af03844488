/** Points turned, or mirrored, about the origin so that they lie nearest to others: orthogonal Procrustes (Schönemann 1966) in two
 *  dimensions.  min over Q with Q'Q = 1 of sum_i |Q x_i - y_i|^2. Distances stay as they are.
 *  @param points [n, 2]
 *  @param others [n, 2], the same points as they were before */
export function turnedTo(points: Float64Array, others: ArrayLike<number>): Float64Array {
  // The products of coordinates, of which the best turn is a function.
  let [xx, xy, yx, yy] = [0, 0, 0, 0]
  for (let i = 0; i < points.length; i += 2) {
    xx += points[i]! * others[i]!
    xy += points[i]! * others[i + 1]!
    yx += points[i + 1]! * others[i]!
    yy += points[i + 1]! * others[i + 1]!
  }
  const turn = Math.hypot(xx + yy, xy - yx)
  const mirror = Math.hypot(xx - yy, xy + yx)
  if (Math.max(turn, mirror) === 0) return points
  // Rows of Q; a mirror has determinant -1.
  const [sign, length] = mirror > turn ? [-1, mirror] : [1, turn]
  const c = (xx + sign * yy) / length
  const s = (xy - sign * yx) / length
  return Float64Array.from(points, (_, at) => {
    const [x, y] = at % 2 === 0 ? [points[at]!, points[at + 1]!] : [points[at - 1]!, points[at]!]
    return at % 2 === 0 ? c * x - sign * s * y : s * x + sign * c * y
  })
}
