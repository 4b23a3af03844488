/** How the points of one map are laid over those of another: each is turned, mirrored or not, scaled and shifted alike. */
export interface Alignment {
  /** By which every point is turned, in radians, after it is mirrored. */
  readonly angle: number
  /** Whether the second axis is mirrored first. */
  readonly mirrored: boolean
  readonly scale: number
  readonly shift: readonly [number, number]
  /** Pairs of points that it goes by. */
  readonly pairs: number
  /** Of the spread of the pairs' points, what remains between the two of each pair: 0 where they meet, 1 where nothing is alike. */
  readonly left: number
}

/** Lays points over others of which they are the counterparts: orthogonal Procrustes analysis (Schönemann 1966), with the scale that
 *  makes both sets spread alike (Gower 1975): that of least squares would shrink points the more, the less the sets agree.
 *    maximise sum over pairs of  p · R (q - mean q),  R a rotation or a reflection
 *  In two dimensions both maxima are known in closed form. Where nothing tells how to turn or to scale (a single pair, points on one
 *  spot), nothing is turned or scaled. Null without a pair.
 *  @param to [n, 2] @param from [m, 2]
 *  @param partner [n]: the point of `from` that belongs to each of `to`, -1 for none
 *  @param about `origin`: the origin stays where it is and nothing is scaled, as for points on a circle about it. Default `centre` */
export function align(
  to: ArrayLike<number>,
  from: ArrayLike<number>,
  partner: ArrayLike<number>,
  about: 'centre' | 'origin' = 'centre',
): Alignment | null {
  let pairs = 0
  let [sumPx, sumPy, sumQx, sumQy] = [0, 0, 0, 0]
  forPairs(to, from, partner, (px, py, qx, qy) => {
    pairs++
    sumPx += px
    sumPy += py
    sumQx += qx
    sumQy += qy
  })
  if (pairs === 0) return null
  const share = about === 'origin' ? 0 : 1 / pairs
  const [mx, my, nx, ny] = [sumPx * share, sumPy * share, sumQx * share, sumQy * share]
  // The products of p and q, entry by entry, and the spread of each.
  let [xx, xy, yx, yy, spreadTo, spreadFrom] = [0, 0, 0, 0, 0, 0]
  forPairs(to, from, partner, (px, py, qx, qy) => {
    const ax = px - mx
    const ay = py - my
    const bx = qx - nx
    const by = qy - ny
    xx += ax * bx
    xy += ax * by
    yx += ay * bx
    yy += ay * by
    spreadTo += ax * ax + ay * ay
    spreadFrom += bx * bx + by * by
  })
  const [turned, reflected] = [Math.hypot(xx + yy, yx - xy), Math.hypot(xx - yy, yx + xy)]
  const product = Math.sqrt(spreadTo * spreadFrom)
  // Below what rounding makes of points that have nothing in common.
  const told = Math.max(turned, reflected) > 1e-9 * product
  // Points on a line are alike either way.
  const mirrored = told && reflected > turned * (1 + 1e-9)
  const angle = !told ? 0 : mirrored ? Math.atan2(yx + xy, xx - yy) : Math.atan2(yx - xy, xx + yy)
  const scale = about === 'origin' || product === 0 ? 1 : Math.sqrt(spreadTo / spreadFrom)
  const plain: Alignment = { angle, mirrored, scale, shift: [0, 0], pairs, left: 0 }
  const [x, y] = aligned(plain, [nx, ny])
  const kept = product === 0 ? (spreadTo === spreadFrom ? 1 : 0) : Math.max(turned, reflected) / product
  return { ...plain, shift: [mx - x!, my - y!], left: Math.max(0, 1 - kept * kept) }
}

/** Points [m, 2] where an alignment lays them. */
export function aligned({ angle, mirrored, scale, shift }: Alignment, points: ArrayLike<number>): Float32Array {
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)]
  const laid = new Float32Array(points.length)
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i]!, mirrored ? -points[i + 1]! : points[i + 1]!]
    laid[i] = cos * x - sin * y + shift[0]
    laid[i + 1] = sin * x + cos * y + shift[1]
  }
  return laid
}

/** Calls with the places of each pair; pairs without a place are passed over. */
function forPairs(
  to: ArrayLike<number>,
  from: ArrayLike<number>,
  partner: ArrayLike<number>,
  take: (px: number, py: number, qx: number, qy: number) => void,
): void {
  for (let i = 0; i < partner.length; i++) {
    const j = partner[i]!
    if (j < 0) continue
    const px = to[2 * i]!
    const py = to[2 * i + 1]!
    const qx = from[2 * j]!
    const qy = from[2 * j + 1]!
    if (Number.isFinite(px + py + qx + qy)) take(px, py, qx, qy)
  }
}
