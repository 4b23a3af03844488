import { UMAP } from 'umap-js'
import { demand } from '../errors.ts'
import { random } from '../random.ts'
import type { Picture } from './data.ts'

/** Options of {@link layout}. */
export interface LayoutOptions {
  /** Columns of the embedding. */
  readonly dimension: number
  readonly seed: number
  /** Neighbours that UMAP keeps together, 15. */
  readonly neighbours?: number
  /** Passes of UMAP's optimisation; 300 by default. */
  readonly epochs?: number
}

/** The picture of an embedding [n, dimension]: 2-D as it is (a circle where every row has length 1), otherwise UMAP
 *  (McInnes, Healy, Melville 2018), seeded. Meant for some 3,000 rows at most; throws on rows that are not finite. */
export function layout(
  embedding: Float32Array,
  { dimension, seed, neighbours = 15, epochs = 300 }: LayoutOptions,
): Picture {
  demand(Number.isInteger(dimension) && dimension > 0 && embedding.length % dimension === 0, {
    who: 'layout',
    rule: 'the embedding must hold whole rows of `dimension` numbers',
    value: `${embedding.length} numbers and dimension ${dimension}`,
  })
  demand(embedding.every(Number.isFinite), { who: 'layout', rule: 'every number of the embedding must be finite' })
  const n = embedding.length / dimension
  const row = (i: number): number[] => Array.from(embedding.subarray(i * dimension, (i + 1) * dimension))
  const at = (i: number, axis: number): number => (axis < dimension ? embedding[i * dimension + axis]! : 0)
  const plain = Float32Array.from({ length: 2 * n }, (_, k) => at(k >> 1, k & 1))
  if (dimension === 2) return { kind: onCircle(plain) ? 'circle' : 'plane', xy: plain }
  // UMAP needs more rows than neighbours, and at least a handful to be worth it.
  if (dimension === 1 || n < 5) return { kind: 'plane', xy: plain }
  const generator = random(seed)
  // Rows that fell on one another (a collapsed class) get a hair of noise: UMAP's search needs distances that differ.
  const scale = 1e-4 * Math.sqrt(embedding.reduce((sum, x) => sum + x * x, 0) / embedding.length || 1)
  const rows = Array.from({ length: n }, (_, i) => row(i).map((x) => x + scale * generator.normal()))
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: Math.min(neighbours, n - 1),
    nEpochs: epochs,
    random: generator.uniform,
  })
  return { kind: 'umap', xy: Float32Array.from(umap.fit(rows).flat()) }
}

function onCircle(xy: Float32Array): boolean {
  if (xy.length === 0) return false
  for (let i = 0; i < xy.length; i += 2) if (Math.abs(Math.hypot(xy[i]!, xy[i + 1]!) - 1) > 1e-3) return false
  return true
}
