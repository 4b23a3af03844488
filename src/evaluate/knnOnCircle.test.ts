import { expect, it } from 'vitest'
import { random } from '../random.ts'
import { knn } from './knn.ts'
import { knnOnCircle } from './knnOnCircle.ts'
import type { NeighbourBlock } from './neighbours.ts'

const circle = (angles: readonly number[]): Float32Array =>
  Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]))

async function lists(blocks: AsyncIterable<NeighbourBlock> | Iterable<NeighbourBlock>) {
  const [indices, distances]: [number[], number[]] = [[], []]
  for await (const block of blocks) {
    indices.push(...block.indices)
    distances.push(...block.distances)
  }
  return { indices, distances }
}

it('finds what knn finds, across the cut of the angles, where rows lie close together, and where they coincide', async () => {
  const rng = random('circle')
  const angles = Array.from({ length: 3000 }, (_, i) =>
    i % 3 === 0 ? 2 * Math.PI * rng.uniform() : i % 3 === 1 ? Math.PI + 1e-3 * rng.normal() : 0.001 * rng.below(40),
  )
  const gallery = circle(angles)
  const queries = circle([...angles.slice(0, 300), Math.PI, -Math.PI, 0])
  for (const k of [1, 11]) {
    const expected = await lists(knn({ queries, gallery, dimension: 2, k }))
    const found = await lists(knnOnCircle({ queries, gallery, k }))
    expect(found.distances).toEqual(expected.distances)
    expect(found.indices).toEqual(expected.indices)
  }
})

it('gives -1 where the gallery has fewer, and rows of a point on which thousands lie', async () => {
  const few = await lists(knnOnCircle({ queries: circle([0]), gallery: circle([1, 0.5]), k: 3 }))
  expect(few.indices).toEqual([1, 0, -1])
  expect(few.distances[2]).toBe(Number.POSITIVE_INFINITY)
  const same = circle(new Array<number>(9000).fill(2))
  const [block] = [...knnOnCircle({ queries: same.subarray(0, 2), gallery: same, k: 5 })]
  expect([...block!.distances]).toEqual([0, 0, 0, 0, 0])
  expect(new Set(block!.indices).size).toBe(5)
})

it('rows that are not of length 1 are an error', () => {
  const off = Float32Array.of(1, 0, 0.9, 0)
  expect(() => [...knnOnCircle({ queries: off, gallery: off, k: 1 })]).toThrow(
    /knnOnCircle: all rows must be of length 1/,
  )
})
