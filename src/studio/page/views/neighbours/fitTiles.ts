/** How a query's answers fit into a width. */
export interface TileFit {
  /** Runs beside one another; otherwise each has a line of its own, that can be scrolled. */
  readonly beside: boolean
  /** Neighbours shown of each run. */
  readonly count: number
  /** Pixels of a picture. */
  readonly size: number
}

/** Neighbours that the server gives of each query. */
const most = 12
const usual = 80
const largest = 112
/** Frame and gap around a picture. */
const around = 14
/** The query itself, with the gap after it. */
const query = 132
const betweenRuns = 28

/** Lays answers out: on a phone one run below the other, else beside one another with as many neighbours as fit, from the 3 nearest
 *  to 12; where all fit, pictures are larger. @param width of the whole row in pixels */
export function fitTiles(width: number, runs: number): TileFit {
  const each = (width - query - betweenRuns * (runs - 1)) / runs
  const count = Math.floor(each / (usual + around))
  if (count < 3 || width < 720) return { beside: false, count: most, size: usual }
  if (count < most) return { beside: true, count, size: usual }
  return { beside: true, count: most, size: Math.min(largest, Math.floor(each / most) - around) }
}
