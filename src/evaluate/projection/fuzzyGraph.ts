import type { NearestRows } from '../nearestRows.ts'

/** Who is near whom: each pair of rows stands twice, once from either end, sorted by `from`. */
export interface FuzzyGraph {
  readonly from: Int32Array
  readonly to: Int32Array
  /** 0 to 1: how surely the two are neighbours. */
  readonly weights: Float32Array
}

/** Bisections for the width of a row's neighbourhood, and how near they must come (McInnes and others use the same). */
const [bisections, enough] = [64, 1e-5]

/** The fuzzy graph of UMAP (McInnes, Healy, Melville 2018, section 3.1). From row i, w = exp(-max(0, d - rho) / sigma), where rho is
 *  the distance to the nearest row that is not at the same place, and sigma such that the weights of a row add up to log2 k;
 *  the two directions a and b of a pair become a + b - a b. */
export function fuzzyGraph({ k, indices, distances }: NearestRows): FuzzyGraph {
  const rows = indices.length / k
  const directed = new Float32Array(indices.length)
  for (let i = 0; i < rows; i++) weighRow(distances, directed, i * k, k)
  const mutual = (i: number, j: number): number => {
    for (let at = j * k; at < (j + 1) * k; at++) if (indices[at] === i) return at
    return -1
  }
  const heads: Int32Array = new Int32Array(rows + 1)
  const each = (visit: (i: number, j: number, weight: number) => void): void => {
    for (let i = 0; i < rows; i++)
      for (let at = i * k; at < (i + 1) * k; at++) {
        const j = indices[at]!
        if (j < 0) continue
        const back = mutual(i, j)
        const [a, b] = [directed[at]!, back < 0 ? 0 : directed[back]!]
        visit(i, j, a + b - a * b)
        if (back < 0) visit(j, i, a)
      }
  }
  each((i) => {
    heads[i + 1]!++
  })
  for (let i = 0; i < rows; i++) heads[i + 1]! += heads[i]!
  const size = heads[rows]!
  const graph = { from: new Int32Array(size), to: new Int32Array(size), weights: new Float32Array(size) }
  const next = heads.slice()
  each((i, j, weight) => {
    const at = next[i]!++
    graph.from[at] = i
    graph.to[at] = j
    graph.weights[at] = weight
  })
  return graph
}

function weighRow(distances: Float32Array, weights: Float32Array, start: number, k: number): void {
  let rho = 0
  let mean = 0
  let found = 0
  for (let at = start; at < start + k; at++) {
    const d = distances[at]!
    if (!Number.isFinite(d)) continue
    found++
    mean += d
    if (d > 0 && rho === 0) rho = d
  }
  if (found === 0) return
  const wanted = Math.log2(Math.max(2, found))
  const sumAt = (sigma: number): number => {
    let sum = 0
    for (let at = start; at < start + k; at++)
      if (Number.isFinite(distances[at]!)) sum += Math.exp(-Math.max(0, distances[at]! - rho) / sigma)
    return sum
  }
  let [low, high, sigma] = [0, Number.POSITIVE_INFINITY, Math.max(mean / found, Number.MIN_VALUE)]
  for (let round = 0; round < bisections; round++) {
    const sum = sumAt(sigma)
    if (Math.abs(sum - wanted) < enough) break
    if (sum > wanted) high = sigma
    else low = sigma
    sigma = high === Number.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2
  }
  // A row whose neighbours are all equally far has no width of its own; it is given a thousandth of their distance.
  sigma = Math.max(sigma, (1e-3 * mean) / found, Number.MIN_VALUE)
  for (let at = start; at < start + k; at++)
    if (Number.isFinite(distances[at]!)) weights[at] = Math.exp(-Math.max(0, distances[at]! - rho) / sigma)
}
