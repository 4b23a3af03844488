type Place = readonly [left: number, top: number]

/** The corners of an arrow's head at the end of a line; null where the line is too short for one. */
export function arrowHead([x, y]: Place, [tipX, tipY]: Place, size: number): readonly [Place, Place, Place] | null {
  const length = Math.hypot(tipX - x, tipY - y)
  if (length < 1.5 * size) return null
  const [along, across] = [(tipX - x) / length, (tipY - y) / length]
  const [baseX, baseY] = [tipX - size * along, tipY - size * across]
  const half = 0.45 * size
  return [
    [tipX, tipY],
    [baseX - half * across, baseY + half * along],
    [baseX + half * across, baseY - half * along],
  ]
}
