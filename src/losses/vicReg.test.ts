import { expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import type { References } from '../pairs/batch.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { vicReg } from './vicReg.ts'

type Rows = readonly (readonly number[])[]

async function told(view: Rows, other?: Rows, options: Parameters<typeof vicReg>[0] = {}) {
  const matrix = (rows: Rows) => floats(rows.flat(), [rows.length, rows[0]!.length])
  const embeddings = input('embeddings', 'float32', matrix(view).shape)
  const labels = constant(ints(view.map(() => 0)))
  const references = other && { embeddings: constant(matrix(other)), labels: constant(ints(other.map(() => 0))) }
  const output = vicReg(options).of({ embeddings, labels, ...(references ? { references } : {}) }, {})
  const [gradient] = grad(output.loss, [embeddings])
  const found = await evaluate({ loss: output.loss, gradient: gradient! }, { embeddings: matrix(view) })
  return { loss: found.loss.data[0] as number, gradient: Array.from(found.gradient.data as Float32Array) }
}

const view = [
  [0, 0],
  [0.2, 0.4],
]
const moved = view.map(([x, y]) => [x! + 0.1, y!])
// Variances 0.02 and 0.08, covariance 0.04.
const lacks = (1 - Math.sqrt(0.02 + 1e-4) + 1 - Math.sqrt(0.08 + 1e-4)) / 2
const repeats = (2 * 0.04 ** 2) / 2

it('VICReg is the distance of the views, what their dimensions lack in spread, and what they repeat', async () => {
  expect((await told(view, moved)).loss).toBeCloseTo(25 * (0.1 ** 2 / 2) + 25 * lacks + 2 * repeats, 5)
  const weights = { invariance: 3, variance: 0, covariance: 0 }
  expect((await told(view, moved, weights)).loss).toBeCloseTo(3 * (0.1 ** 2 / 2), 6)
})

it('VICReg without another view asks for spread alone', async () => {
  expect((await told(view)).loss).toBeCloseTo(25 * lacks + 2 * repeats, 5)
})

it('VICReg is 0 where views agree and dimensions spread apart from one another', async () => {
  const cross = [
    [2, 0],
    [-2, 0],
    [0, 2],
    [0, -2],
  ]
  expect((await told(cross, cross)).loss).toBe(0)
})

it('VICReg at one point says what it says of itself, and of one sample stays finite', async () => {
  const point = [
    [1, 2],
    [1, 2],
    [1, 2],
  ]
  const { loss, gradient } = await told(point, point)
  expect(loss).toBeCloseTo(vicReg().whenCollapsed!, 5)
  expect(gradient.map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0])
  expect((await told([[1, 2]], [[1, 3]])).gradient.every(Number.isFinite)).toBe(true)
})

it('VICReg refuses a view of another size, a memory, and an epsilon of 0', async () => {
  await expect(told(view, [[1, 2]])).rejects.toThrow('vic-reg: the other view must have the shape of the batch, [2,2]')
  const embeddings = input('embeddings', 'float32', [2, 2])
  const labels = constant(ints([0, 0]))
  const references: References = { embeddings, labels, beginWithBatch: true }
  expect(() => vicReg().of({ embeddings, labels, references }, {})).toThrow('not a memory')
  expect(() => vicReg({ epsilon: 0 })).toThrow('epsilon must be a number above 0, got 0')
})
