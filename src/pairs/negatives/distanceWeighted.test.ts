import { describe, expect, it } from 'vitest'
import { closeness } from '../../distances/closeness.ts'
import { cosine } from '../../distances/cosine.ts'
import { l2 } from '../../distances/l2.ts'
import { slowDistances } from '../../distances/slow.testing.ts'
import { NearkinError } from '../../errors.ts'
import { emit } from '../../onnx/emit.ts'
import { random } from '../../random.ts'
import { openSession } from '../../runtime/session.ts'
import { floats, ints } from '../../tensor/array.ts'
import { constant, input } from '../../tensor/tensor.ts'
import { choose } from '../choose.ts'
import { all } from '../positives/all.ts'
import { slowLogWeight } from '../slow.testing.ts'
import { distanceWeighted } from './distanceWeighted.ts'

/** How often each row but the first was drawn as negative of the first, and how often none. The first stands in the batch a
 *  hundred times, as one class: each draws for itself. */
async function draws(rows: readonly (readonly number[])[], hundreds: number, options = {}, measure = closeness(l2())) {
  const batch = [...Array<readonly number[]>(99).fill(rows[0]!), ...rows]
  const size = batch.length
  const labels = constant(ints(batch.map((_, i) => Math.max(0, i - 99))))
  const embeddings = constant(floats(batch.flat(), [size, rows[0]!.length]))
  const noise = (name: string, shape: readonly number[]) => input(name, 'float32', shape)
  const rules = { positives: all(), negatives: distanceWeighted(options) }
  const { negative } = choose({ embeddings, labels, noise }, measure, rules)
  const outputs = { columns: negative.columns!, valid: negative.valid }
  const session = await openSession(emit(outputs, { name: 'draws' }), { threads: 1 })
  const { uniform } = random('draws')
  const counts = rows.slice(1).map(() => 0)
  let none = 0
  for (let i = 0; i < hundreds; i++) {
    const found = await session.run({
      negatives: floats(Float32Array.from({ length: size * size }, uniform), [size, size]),
    })
    for (let anchor = 0; anchor < 100; anchor++)
      if (found.valid!.data[anchor]) counts[Number(found.columns!.data[anchor]) - 100]! += 1
      else none++
  }
  await session.close()
  return { counts, none }
}

/** Rows of length 1 at given distances of the first, each in a plane of its own. */
function around(distances: readonly number[], dimension = distances.length + 1): number[][] {
  const unit = (at: number, by: number): number[] => Array.from({ length: dimension }, (_, k) => (k === at ? by : 0))
  const others = distances.map((d, i) => {
    const c = 1 - d ** 2 / 2
    return unit(1 + (i % (dimension - 1)), Math.sqrt(1 - c ** 2)).map((v, k) => (k === 0 ? c : v))
  })
  return [unit(0, 1), ...others]
}

/** How far counts are from expectation: chi squared, over the degrees of freedom. */
function chiSquared(counts: readonly number[], weights: readonly number[]): number {
  const times = counts.reduce((a, b) => a + b, 0)
  const total = weights.reduce((a, b) => a + b, 0)
  const terms = weights.map((w, i) => (counts[i]! - (times * w) / total) ** 2 / ((times * w) / total))
  return terms.reduce((a, b) => a + b, 0) / (weights.length - 1)
}

describe('the distance-weighted negative', () => {
  it.each([2, 3, 4, 8])('is drawn with the weights of Wu et al. in %i dimensions', async (dimension) => {
    const rows = around([0.2, 0.45, 0.6, 0.8, 1, 1.2, 1.39], dimension)
    const weights = slowDistances('l2', rows)[0]!
      .slice(1)
      .map((d) => Math.exp(slowLogWeight(d, dimension)))
    const { counts, none } = await draws(rows, 40)
    expect(none).toBe(0)
    // Beyond 4.3 lies one in ten thousand, of six degrees of freedom.
    expect(chiSquared(counts, weights)).toBeLessThan(4.3)
  })

  it('in two dimensions weighs by the root alone, and in three by 1 / d', () => {
    expect(Math.exp(slowLogWeight(1.2, 2))).toBeCloseTo(Math.sqrt(1 - 0.36), 12)
    expect(Math.exp(slowLogWeight(1.2, 3))).toBeCloseTo(1 / 1.2, 12)
  })

  it('counts distances below the cutoff as the cutoff', async () => {
    const { counts } = await draws(around([0.01, 0.3, 0.9]), 30, { cutoff: 0.95 })
    expect(chiSquared(counts, [1, 1, 1])).toBeLessThan(9.2)
  })

  it('is never farther than the cutoff for losses, and missing where all are', async () => {
    const rows = around([1.3, 1.41, 1.9])
    expect((await draws(rows, 2)).counts).toEqual([200, 0, 0])
    expect(await draws(rows, 1, { nonzeroLossCutoff: 1.2 })).toEqual({ counts: [0, 0, 0], none: 100 })
  })

  it('is the same for the same noise', async () => {
    const rows = around([0.6, 0.8, 1, 1.2])
    expect(await draws(rows, 1)).toEqual(await draws(rows, 1))
  })

  it('is drawn by the angle, whatever the loss measures by and however long the rows are', async () => {
    const rows = around([0.6, 0.8, 1, 1.2])
    const longer = rows.map((row, i) => row.map((v) => v * (i + 0.1)))
    const expected = await draws(rows, 1)
    expect(await draws(rows, 1, {}, closeness(cosine()))).toEqual(expected)
    expect(await draws(longer, 1, {}, closeness(l2({ normalize: false })))).toEqual(expected)
  })

  it('does not overflow in 512 dimensions: the nearest outweigh all others', async () => {
    const { normal } = random('many dimensions')
    const { counts, none } = await draws(around([0.1, 0.4, 0.9, 1.3], 512), 2)
    expect(none).toBe(0)
    expect(counts[0]! + counts[1]!).toBe(200)
    expect(Math.min(counts[0]!, counts[1]!)).toBeGreaterThan(60)
    const scattered = Array.from({ length: 6 }, () => Array.from({ length: 512 }, () => Math.abs(normal())))
    expect((await draws(scattered, 1)).none).toBe(0)
  })

  it('takes noise of 0 and of 1', async () => {
    for (const extreme of [0, 1]) {
      const rows = around([0.6, 0.8])
      const embeddings = constant(floats(rows.flat(), [3, 3]))
      const noise = (_: string, shape: readonly number[]) => constant(floats(Array<number>(9).fill(extreme), shape))
      const rules = { positives: all(), negatives: distanceWeighted() }
      const { negative } = choose({ embeddings, labels: constant(ints([0, 1, 1])), noise }, closeness(l2()), rules)
      const session = await openSession(emit({ columns: negative.columns!, valid: negative.valid }, { name: 'one' }))
      const { columns, valid } = await session.run({})
      await session.close()
      // Where noise is the same for all, the weight decides: the nearer.
      expect([Number(columns!.data[0]), ...valid!.data]).toEqual([1, 1, 1, 1])
    }
  })

  it.each([
    [{ cutoff: 0 }, /cutoff must be .* got 0/],
    [{ cutoff: -1 }, /cutoff must be .* got -1/],
    [{ cutoff: Number.NaN }, /cutoff must be .* got NaN/],
    [{ cutoff: 1.4 }, /cutoff must be below nonzeroLossCutoff = 1.4, got 1.4/],
    [{ nonzeroLossCutoff: 2.1 }, /nonzeroLossCutoff must be .* got 2.1/],
    [{ nonzeroLossCutoff: Number.POSITIVE_INFINITY }, /nonzeroLossCutoff must be .* got Infinity/],
    [{ nonzeroLossCutoff: Number.NaN }, /nonzeroLossCutoff must be .* got NaN/],
  ])('refuses %o', (options, message) => {
    expect(() => distanceWeighted(options)).toThrow(NearkinError)
    expect(() => distanceWeighted(options)).toThrow(message)
  })
})
