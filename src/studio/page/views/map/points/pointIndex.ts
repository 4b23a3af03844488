/** Finds points of a map by place: a grid of cells, each with the points in it. */
export interface PointIndex {
  /** The nearest point that counts, no farther than `reach`; -1 where there is none. */
  readonly nearest: (x: number, y: number, reach: number, counts: (row: number) => boolean) => number
  /** The nearest point beyond another in one of the four directions, within 45 degrees to both sides; -1 where there is none. */
  readonly beyond: (row: number, towards: readonly [number, number], counts: (row: number) => boolean) => number
  /** Points inside a closed line of [x, y] places, in order. */
  readonly inside: (line: readonly (readonly [number, number])[], counts: (row: number) => boolean) => number[]
}

/** @param x of the points, from -1 to 1 @param y likewise */
export function pointIndex(x: Float32Array, y: Float32Array): PointIndex {
  const side = Math.max(1, Math.min(1024, Math.ceil(Math.sqrt(x.length / 4))))
  const cellAt = (at: number): number => Math.min(side - 1, Math.max(0, Math.floor(((at + 1) / 2) * side)))
  const starts = new Int32Array(side * side + 1)
  const cells = Int32Array.from(x, (at, i) => cellAt(at) + side * cellAt(y[i]!))
  for (const cell of cells) starts[cell + 1]!++
  for (let c = 0; c < side * side; c++) starts[c + 1]! += starts[c]!
  const rows = new Int32Array(x.length)
  const next = starts.slice()
  for (const [i, cell] of cells.entries()) rows[next[cell]!++] = i

  const eachNear = (left: number, top: number, reach: number, visit: (row: number) => void): void => {
    for (let cy = cellAt(top - reach); cy <= cellAt(top + reach); cy++)
      for (let cx = cellAt(left - reach); cx <= cellAt(left + reach); cx++)
        for (let at = starts[cx + side * cy]!; at < starts[cx + side * cy + 1]!; at++) visit(rows[at]!)
  }

  return {
    nearest: (left, top, reach, counts) => {
      let [found, least] = [-1, reach * reach]
      eachNear(left, top, reach, (row) => {
        const square = (x[row]! - left) ** 2 + (y[row]! - top) ** 2
        if (square <= least && counts(row)) [found, least] = [row, square]
      })
      return found
    },
    beyond: (from, [right, down], counts) => {
      const [left, top] = [x[from]!, y[from]!]
      for (let reach = 4 / side; ; reach *= 2) {
        let [found, least] = [-1, reach * reach]
        eachNear(left, top, reach, (row) => {
          const [dx, dy] = [x[row]! - left, y[row]! - top]
          const along = dx * right + dy * down
          const across = Math.abs(dx * down) + Math.abs(dy * right)
          const square = dx * dx + dy * dy
          if (row !== from && along > 0 && across <= along && square <= least && counts(row))
            [found, least] = [row, square]
        })
        if (found >= 0 || reach > 4) return found
      }
    },
    inside: (line, counts) => {
      const [left, right] = rangeOf(line.map(([at]) => at))
      const [top, bottom] = rangeOf(line.map(([, at]) => at))
      const found: number[] = []
      for (let i = 0; i < x.length; i++) {
        const [px, py] = [x[i]!, y[i]!]
        if (px >= left && px <= right && py >= top && py <= bottom && counts(i) && isInside(line, px, py)) found.push(i)
      }
      return found
    },
  }
}

/** Whether a ray from the point crosses the line an odd number of times. */
function isInside(line: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false
  for (const [i, [ax, ay]] of line.entries()) {
    const [bx, by] = line[(i + 1) % line.length]!
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
  }
  return inside
}

const rangeOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]
