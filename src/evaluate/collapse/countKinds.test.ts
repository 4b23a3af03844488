import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { countKinds } from './countKinds.ts'
import { knownKinds } from './synthetic.testing.ts'

/** Of sizes that differ by a factor of up to 2.5, some 160 in all. */
const sizesOf = (kinds: number, seed: number): number[] => {
  const rng = random(seed)
  const weights = Array.from({ length: kinds }, () => 1 + 1.5 * rng.uniform())
  const whole = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => Math.round((160 * weight) / whole))
}

describe('countKinds', () => {
  for (const kinds of [1, 2, 3, 4, 5, 6, 7, 8])
    it(`finds ${kinds} of ${kinds} kinds of unequal sizes, in 16 and in 64 dimensions, and whose items they are`, () => {
      for (const dimension of [16, 64]) {
        const { embeddings, truth } = knownKinds(sizesOf(kinds, kinds), {
          dimension,
          apart: 10,
          random: random(dimension + kinds),
        })
        const { count, low, high, of } = countKinds({ embeddings, dimension })
        expect(count).toBe(kinds)
        expect(low).toBeLessThanOrEqual(kinds)
        expect(high).toBeGreaterThanOrEqual(kinds)
        // Every found kind is of one known kind, but for a stray or two.
        for (let k = 0; k < kinds; k++) {
          const known = [...truth].filter((_, i) => of[i] === k)
          const most = Math.max(...[...new Set(known)].map((one) => known.filter((x) => x === one).length))
          expect(most / known.length).toBeGreaterThan(0.9)
        }
      }
    })

  it('finds no kinds in noise, however many dimensions there are for so few items', () => {
    for (const dimension of [4, 32, 256])
      for (const size of [12, 40, 150]) {
        const { embeddings } = knownKinds([size], { dimension, apart: 6, random: random(size) })
        expect(countKinds({ embeddings, dimension }).count, `${size} in ${dimension}`).toBe(1)
      }
  })

  it('finds no kinds along a line or a circle without gaps, and two arcs apart where the circle has two gaps', () => {
    const rng = random(3)
    const onCircle = (angles: readonly number[]): Float32Array =>
      Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]))
    const around = Array.from({ length: 200 }, () => 2 * Math.PI * rng.uniform())
    expect(countKinds({ embeddings: onCircle(around), dimension: 2 }).count).toBe(1)
    const arcs = around.map((angle, i) => (i % 2) * 3 + angle / 12)
    expect(countKinds({ embeddings: onCircle(arcs), dimension: 2 }).count).toBe(2)
    const line = Float32Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? rng.uniform() : 0.01 * rng.normal()))
    expect(countKinds({ embeddings: line, dimension: 3 }).count).toBe(1)
  })

  it('takes a point for one kind, with the rounding of float32 on it too, and several points for several', () => {
    const point = Float32Array.from({ length: 40 * 8 }, (_, at) => Math.sqrt(1 / 8) * (1 + ((at * 7) % 3) * 1e-7))
    expect(countKinds({ embeddings: point, dimension: 8 })).toMatchObject({ count: 1, low: 1, high: 1 })
    const two = Float32Array.from({ length: 40 * 8 }, (_, at) => Number(at % 8 === (Math.floor(at / 8) < 15 ? 0 : 1)))
    const { count, of } = countKinds({ embeddings: two, dimension: 8 })
    expect(count).toBe(2)
    // The larger is numbered 0.
    expect([...of]).toEqual([...Array(15).fill(1), ...Array(25).fill(0)])
  })

  it('says nothing of fewer than 12 items, and takes none', () => {
    const { embeddings } = knownKinds([11], { dimension: 4, apart: 6, random: random(0) })
    expect(countKinds({ embeddings, dimension: 4 })).toEqual({
      count: null,
      low: null,
      high: null,
      of: new Int32Array(11),
    })
    expect(countKinds({ embeddings: new Float32Array(0), dimension: 4 }).count).toBeNull()
  })

  it('tells of 1,200 items, more than it compares with one another', () => {
    const { embeddings, truth } = knownKinds([700, 500], { dimension: 8, apart: 12, random: random(0) })
    const { count, of } = countKinds({ embeddings, dimension: 8, halvings: 2 })
    expect(count).toBe(2)
    expect([...of].filter((kind, i) => kind !== truth[i]).length).toBeLessThan(5)
  })

  it('gives the same for the same seed', () => {
    const { embeddings } = knownKinds([20, 20, 20], { dimension: 16, apart: 5, random: random(0) })
    expect(countKinds({ embeddings, dimension: 16, seed: 4 })).toEqual(
      countKinds({ embeddings, dimension: 16, seed: 4 }),
    )
  })

  it('fails on rows that are not finite, and on what are no whole rows', () => {
    const embeddings = new Float32Array(40).fill(Number.NaN)
    expect(() => countKinds({ embeddings, dimension: 2 })).toThrow('countKinds: embeddings must be finite, got NaN')
    expect(() => countKinds({ embeddings, dimension: 3 })).toThrow('whole rows of 3 numbers, got 40')
    expect(() => countKinds({ embeddings: new Float32Array(4), dimension: 2, halvings: 0 })).toThrow(
      'at least 1, got 0',
    )
  })

  it('a class of hundreds of thousands on the circle is no trouble', () => {
    const n = 300_000
    const rng = random('many')
    const embeddings = new Float32Array(2 * n)
    const truth = Int32Array.from({ length: n }, () => rng.below(2))
    for (let i = 0; i < n; i++) {
      const angle = truth[i]! * Math.PI + 0.1 * rng.normal()
      embeddings.set([Math.cos(angle), Math.sin(angle)], 2 * i)
    }
    const { count, of } = countKinds({ embeddings, dimension: 2, halvings: 4 })
    expect(count).toBeGreaterThanOrEqual(2)
    // No kind holds images of both places.
    const pairs = new Set(Array.from(of, (kind, i) => 2 * kind + truth[i]!))
    expect(pairs.size).toBe(count)
  })
})
