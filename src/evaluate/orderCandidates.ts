/** Rows that a query is compared with, and how. */
export interface Candidates {
  /** Queries of a block, [count, dimension], and what they are searched in. */
  readonly queries: Float32Array
  readonly rows: Float32Array
  readonly dimension: number
  /** Row of the first query of the block, where the queries are the rows: none is its own neighbour. Null: they are others. */
  readonly own: number | null
}

/** Puts candidates in order by distances in float64, nearest first, equally near ones in the order of the rows; so many are
 *  kept. What it gives is overwritten by the next query. */
export function orderCandidates({ queries, rows, dimension, own }: Candidates, kept: number) {
  const places = new Int32Array(kept)
  const squares = new Float64Array(kept)
  let held = 0
  const consider = (q: number, place: number, known?: number): void => {
    if (own !== null && place === own + q) return
    const square = known ?? squaredDistance(queries, q, rows, place, dimension)
    let at = held < kept ? held++ : kept
    if (at === kept && !before(square, place, squares[at - 1]!, places[at - 1]!)) return
    if (at === kept) at--
    // Candidates come nearly in order, so each sinks to its place in a step or two.
    while (at > 0 && before(square, place, squares[at - 1]!, places[at - 1]!)) {
      squares[at] = squares[at - 1]!
      places[at] = places[at - 1]!
      at--
    }
    squares[at] = square
    places[at] = place
  }
  return {
    places,
    /** Squared distances of the same. */
    squares,
    /** How many are held. */
    held: (): number => held,
    /** Begins anew, with another query. */
    clear: (): void => {
      held = 0
    },
    /** Puts a row in its place; `known` is its squared distance, where that is near enough. */
    consider,
  }
}

const before = (square: number, place: number, otherSquare: number, otherPlace: number): boolean =>
  square < otherSquare || (square === otherSquare && place < otherPlace)

function squaredDistance(a: Float32Array, i: number, b: Float32Array, j: number, dimension: number): number {
  let even = 0
  let odd = 0
  let x = i * dimension
  let y = j * dimension
  const end = x + dimension - 1
  // Two sums, so that neither addition waits for the other.
  for (; x < end; x += 2, y += 2) {
    const first = a[x]! - b[y]!
    const second = a[x + 1]! - b[y + 1]!
    even += first * first
    odd += second * second
  }
  if (x === end) {
    const last = a[x]! - b[y]!
    even += last * last
  }
  return even + odd
}
