import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { demand } from '../errors.ts'

/** Effective rank (Roy and Vetterli 2007): in how many directions the embeddings really extend.
 *  erank = exp(-sum_i p_i ln p_i), p_i = s_i / sum_j s_j, s the singular values of the [n, d] matrix.
 *  `embeddings` is [n * dimension] row by row. As in the paper the matrix is taken as it is; `centred` (default false)
 *  takes the mean row away first. Between 1 and min(n, d): 1 where all embeddings lie on one line through the origin,
 *  as when they are all equal. A matrix of zeros has no direction: 0 (so have equal embeddings once centred).
 *  Costs n d min(n, d) and min(n, d)^3: give it some thousand rows, not a whole gallery of wide embeddings. */
export function effectiveRank({
  embeddings,
  dimension,
  centred = false,
}: {
  readonly embeddings: Float32Array | Float64Array
  readonly dimension: number
  readonly centred?: boolean
}): number {
  const who = 'effectiveRank'
  demand(Number.isInteger(dimension) && dimension >= 1 && embeddings.length % dimension === 0, {
    who,
    rule: `embeddings must be whole rows of ${dimension} numbers`,
    value: embeddings.length,
  })
  const stray = embeddings.find((x) => !Number.isFinite(x))
  demand(stray === undefined, { who, rule: 'embeddings must be finite', value: stray })
  const n = embeddings.length / dimension
  const values = eigenvalues(gram(scaled(centred ? centre(embeddings, n, dimension) : embeddings), n, dimension))
  const largest = values.reduce((a, b) => Math.max(a, b), 0)
  // What rounding alone leaves of an eigenvalue 0, and its root is not small: 1e-8 for each of hundreds.
  const noise = Math.max(n, dimension) * Number.EPSILON * largest
  const singular = values.filter((value) => value > noise).map(Math.sqrt)
  const total = singular.reduce((a, b) => a + b, 0)
  if (singular.length === 0) return 0
  return Math.exp(singular.reduce((entropy, s) => entropy - (s / total) * Math.log(s / total), 0))
}

/** Divided by the largest magnitude, so that squares neither overflow nor vanish. Zeros stay zeros. */
function scaled(x: Float32Array | Float64Array): Float64Array {
  let largest = 0
  for (const value of x) largest = Math.max(largest, Math.abs(value))
  return Float64Array.from(x, (value) => (largest === 0 ? 0 : value / largest))
}

/** Minus the mean row. The first row goes first: equal rows then become zeros exactly, without rounding. */
function centre(x: Float32Array | Float64Array, n: number, d: number): Float64Array {
  const y = Float64Array.from(x, (value, at) => value - x[at % d]!)
  for (let j = 0; j < d; j++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += y[i * d + j]!
    for (let i = 0; i < n; i++) y[i * d + j]! -= sum / n
  }
  return y
}

/** The smaller of X'X and XX': both have the squared singular values as eigenvalues. */
function gram(x: Float64Array, n: number, d: number): Matrix {
  const m = Math.min(n, d)
  // Copied out, so that both factors of the inner products are read in the order in which they lie.
  const lines = Array.from({ length: m }, (_, a) =>
    d <= n ? Float64Array.from({ length: n }, (_, i) => x[i * d + a]!) : x.subarray(a * d, (a + 1) * d),
  )
  const product = Matrix.zeros(m, m)
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) {
      const sum = dot(lines[a]!, lines[b]!)
      product.set(a, b, sum)
      product.set(b, a, sum)
    }
  }
  return product
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

function eigenvalues(symmetric: Matrix): number[] {
  if (symmetric.rows === 0) return []
  return new EigenvalueDecomposition(symmetric, { assumeSymmetric: true }).realEigenvalues
}
