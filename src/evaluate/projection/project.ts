import { gather } from '../../data/gather.ts'
import { spaced } from '../../data/spaced.ts'
import { demand } from '../../errors.ts'
import { random } from '../../random.ts'
import { isOnCircle } from '../isOnCircle.ts'
import type { NearestRows } from '../nearestRows.ts'
import { firstNearest, nearestRows } from '../nearestRows.ts'
import { unitRows } from '../unitRows.ts'
import { firstPlaces } from './firstPlaces.ts'
import { fuzzyGraph } from './fuzzyGraph.ts'
import { placeByLandmarks } from './placeByLandmarks.ts'
import { shareKept } from './shareKept.ts'
import { umapLayout } from './umapLayout.ts'

export interface ProjectOptions {
  /** [rows, dimension]; not changed. */
  readonly embeddings: Float32Array
  readonly dimension: number
  readonly seed: number
  /** What is being done, such as `neighbours for the map`, and how far it is, in rows or in passes. */
  readonly onProgress?: (stage: string, done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Rows that UMAP lays out by itself; of more, so many evenly spaced ones, and the others by their nearest. Default 50,000. */
  readonly most?: number
  /** The nearest of each row among all others, where they are known already. Default: they are looked for. */
  readonly known?: NearestRows
}

/** What a map shows of an embedding. */
export interface ProjectionShape {
  /** `circle`: the embedding itself, on the unit circle. `plane`: the embedding itself. `umap`: neighbourhoods hold, distances do
   *  not. `principal`: the two directions along which it varies most. */
  readonly kind: 'circle' | 'plane' | 'umap' | 'principal'
  /** Share of the 10 nearest in the embedding that are among the 10 nearest on the map, over a sample; 1 where the map is the embedding. */
  readonly kept: number
}

export interface Projection extends ProjectionShape {
  /** [rows, 2]. */
  readonly xy: Float32Array
}

/** Neighbours that UMAP keeps together, as its authors have it, and landmarks that place a row. */
const [neighbours, nearestLandmarks] = [15, 5]

/** With fewer rows there are no neighbourhoods to speak of. */
const fewest = 5

/** Half the width of what UMAP begins with. */
const extent = 10

/** An embedding in two dimensions. Two are taken as they are: `circle` where every row has length 1, else `plane`; one is a line.
 *  More are laid out by UMAP (McInnes, Healy, Melville 2018) of the cosine distances, its neighbours exact, from the two principal
 *  directions on: the same seed, the same map. Fewer than 5 rows, or rows that are all equal, stand along these directions
 *  themselves, `principal`. Fails on rows that are not whole or not finite; rejects with the signal's reason where it is aborted. */
export async function project(options: ProjectOptions): Promise<Projection> {
  const { embeddings, dimension, signal } = options
  demand(Number.isInteger(dimension) && dimension >= 1 && embeddings.length % dimension === 0, {
    who: 'project',
    rule: 'the embedding must hold whole rows of `dimension` numbers',
    value: `${embeddings.length} numbers and dimension ${dimension}`,
  })
  const odd = embeddings.findIndex((x) => !Number.isFinite(x))
  demand(odd < 0, {
    who: 'project',
    rule: 'every number of the embedding must be finite',
    value: `${embeddings[odd]} in row ${Math.floor(odd / dimension)}`,
    remedy: 'train with a lower rate, or leave that image out',
  })
  const rows = embeddings.length / dimension
  if (dimension === 2)
    return { kind: rows > 0 && isOnCircle(embeddings) ? 'circle' : 'plane', xy: embeddings.slice(), kept: 1 }
  if (dimension === 1) return { kind: 'plane', xy: onLine(embeddings), kept: 1 }
  if (rows === 0) return { kind: 'principal', xy: new Float32Array(0), kept: 1 }
  const unit = unitRows(embeddings.slice(), dimension)
  const principal = firstPlaces(unit, dimension)
  const flat = rows < fewest || principal.every((x) => x === 0)
  const xy = flat ? principal : await umap(unit, principal, options)
  return { kind: flat ? 'principal' : 'umap', xy, kept: await shareKept(unit, dimension, xy, signal) }
}

/** UMAP of all rows, or of landmarks with the others placed by them. */
async function umap(
  unit: Float32Array,
  principal: Float32Array,
  { dimension, seed, onProgress, signal, most = 50_000, known }: ProjectOptions,
): Promise<Float32Array> {
  const rows = unit.length / dimension
  const tell = (stage: string) => (done: number, total: number) => onProgress?.(stage, done, total)
  const every = Int32Array.from({ length: rows }, (_, i) => i)
  const chosen = spaced(every, most)
  const landmarks = chosen.length
  const all = landmarks === rows
  const used = all ? unit : gather(unit, dimension, chosen)
  const k = Math.min(neighbours, landmarks - 1)
  const near =
    all && known && known.k >= k
      ? firstNearest(known, k)
      : await nearestRows({
          queries: used,
          gallery: null,
          dimension,
          k,
          onProgress: tell('neighbours for the map'),
          signal,
        })
  const places = await umapLayout({
    graph: fuzzyGraph(cosine(near)),
    places: spread(all ? principal : gather(principal, 2, chosen), seed),
    epochs: landmarks <= 10_000 ? 500 : 200,
    seed,
    onProgress: tell('map'),
    signal,
  })
  if (all) return places
  const nearest = await nearestRows({
    queries: unit,
    gallery: used,
    dimension,
    k: nearestLandmarks,
    onProgress: tell('map of the other images'),
    signal,
  })
  const xy = placeByLandmarks(nearest, places)
  for (const [i, row] of chosen.entries()) xy.set(places.subarray(2 * i, 2 * i + 2), 2 * row)
  return xy
}

/** Cosine distances from Euclidean ones between rows of length 1: 1 - cos = d² / 2. */
const cosine = <T extends { readonly distances: Float32Array }>(near: T): T => ({
  ...near,
  distances: near.distances.map((d) => (d * d) / 2),
})

/** At most 10 from the middle, and a hair apart: rows that fell on one another would never part. */
function spread(places: Float32Array, seed: number): Float32Array {
  const { normal } = random(`places/${seed}`)
  const largest = places.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1
  return places.map((x) => (extent * x) / largest + 1e-3 * normal())
}

const onLine = (embeddings: Float32Array): Float32Array => {
  const xy = new Float32Array(2 * embeddings.length)
  for (const [i, x] of embeddings.entries()) xy[2 * i] = x
  return xy
}
