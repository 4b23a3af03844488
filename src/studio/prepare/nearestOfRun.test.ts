import { expect, it } from 'vitest'
import { nearestOfRun } from './nearestOfRun.ts'

const following = { onProgress: () => {} }
/** Places on a line, in three dimensions. */
const line = (...places: number[]): Float32Array => Float32Array.from(places.flatMap((x) => [x, 0, 0]))

it('finds the nearest in the gallery and among all, never the row itself', async () => {
  const embedded = { embeddings: line(0, 1, 3, 3.5, 10), dimension: 3 }
  const protocol = { gallery: Int32Array.of(0, 2, 4), query: Int32Array.of(1, 3) }
  const { inGallery, among } = await nearestOfRun(embedded, protocol, 2, following)
  expect([...inGallery.indices]).toEqual([2, 4, 0, 2, 0, 4, 2, 0, 2, 0])
  expect([...inGallery.distances.subarray(0, 4)]).toEqual([3, 10, 1, 2])
  expect([...among.indices]).toEqual([1, 2, 0, 2, 3, 1, 2, 1, 3, 2])
})

it('where there are fewer than wanted, the rest is -1; without a gallery it is the queries', async () => {
  const embedded = { embeddings: line(0, 1, 3), dimension: 3 }
  const { inGallery, among } = await nearestOfRun(embedded, { gallery: null, query: Int32Array.of(2, 0) }, 3, following)
  expect([...inGallery.indices]).toEqual([2, -1, -1, 0, 2, -1, 0, -1, -1])
  expect([...among.indices]).toEqual([1, 2, -1, 0, 2, -1, 1, 0, -1])
  expect(among.distances[2]).toBe(Number.POSITIVE_INFINITY)
})

it('copies of a row are its neighbours, in two dimensions on the circle too', async () => {
  for (const [embeddings, dimension] of [
    [line(1, 1, 1), 3],
    [Float32Array.of(0, 1, 0, 1, 0, 1), 2],
  ] as const) {
    const { inGallery } = await nearestOfRun(
      { embeddings, dimension },
      { gallery: null, query: Int32Array.of(0, 1, 2) },
      2,
      following,
    )
    expect([...inGallery.indices]).toEqual([1, 2, 0, 2, 0, 1])
  }
})
