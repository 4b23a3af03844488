import { expect, it } from 'vitest'
import { random } from '../../random.ts'
import { knn } from '../knn.ts'
import { doubtfulRows } from './doubtfulRows.ts'
import { labelErrors } from './labelErrors.ts'

it('leaves out rows whose nearest are of their class, and passes over those without a label', () => {
  const labels = Int32Array.of(0, 0, 0, 0, 1, 1, -1, 2)
  const near = [
    [1, 2, 3],
    [0, 4, 2],
    [6, 0, 1],
    [-1, -1, -1],
    [5, 0, 1],
    [0, 4, 1],
    [0, 1, 2],
    [0, 1, 2],
  ]
  // Row 2 has two classmates in its list where three are wanted, row 3 none; class 1 has one other member; row 7 is alone.
  expect(doubtfulRows({ indices: Int32Array.from(near.flat()), k: 3 }, labels)).toEqual(Int32Array.of(1, 2, 3, 5))
})

it('holds every row that is scored above 0.5, and they are scored as they are among all', async () => {
  const [n, dimension, k] = [300, 3, 10]
  const rng = random('doubtful')
  const labels = Int32Array.from({ length: n }, (_, row) => (row % 11 === 0 ? -1 : row % 29 === 0 ? 9 : rng.below(5)))
  const embeddings = Float32Array.from({ length: n * dimension }, (_, at) => labels[Math.floor(at / 3)]! + rng.normal())
  const indices = new Int32Array(n * k)
  for await (const block of knn({ queries: embeddings, gallery: null, dimension, k }))
    indices.set(block.indices, block.start * k)
  const judged = doubtfulRows({ indices, k }, labels)
  const likely = async (only?: Int32Array) =>
    (await labelErrors({ embeddings, dimension, labels, ...(only && { judged: only }) })).filter(
      ({ score }) => score > 0.5,
    )
  const all = await likely()
  expect(all.length).toBeGreaterThan(20)
  expect(judged.length).toBeLessThan(n)
  expect(await likely(judged)).toEqual(all)
})
