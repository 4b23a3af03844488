import { principalAxes } from '../../evaluate/collapse/principalAxes.ts'
import { isOnCircle } from '../../evaluate/isOnCircle.ts'

/** Images that say where the principal directions lie: more would say it a little better, and take longer. */
const from = 256

/** An embedding in two dimensions. */
export interface Plane {
  /** `circle`: the embedding itself, of length 1. `plane`: the embedding itself. `principal`: along the two directions in which it varies
   *  most. */
  readonly kind: 'circle' | 'plane' | 'principal'
  /** [rows, 2]. */
  readonly xy: Float64Array
}

/** An embedding in two dimensions: as it is where it has no more, else along its two principal directions, from its mean.
 *  @param embeddings [rows, dimension] */
export function planeOf(embeddings: Float32Array, dimension: number): Plane {
  const rows = embeddings.length / dimension
  if (dimension === 2) return { kind: isOnCircle(embeddings) ? 'circle' : 'plane', xy: Float64Array.from(embeddings) }
  const xy = new Float64Array(2 * rows)
  if (dimension === 1) {
    for (let i = 0; i < rows; i++) xy[2 * i] = embeddings[i]!
    return { kind: 'plane', xy }
  }
  const { coordinates, rank } = principalAxes(embeddings, { dimension, most: 2, from })
  for (let i = 0; i < rows; i++) for (let a = 0; a < rank; a++) xy[2 * i + a] = coordinates[i * rank + a]!
  return { kind: 'principal', xy }
}
