import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import type { FewShotOptions } from './fewShot.ts'
import { fewShot } from './fewShot.ts'

const dimension = 16

/** Classes of so many rows around centres, with noise. */
function made(sizes: readonly number[], noise: number) {
  const generator = random('few shot')
  const labels = Int32Array.from(sizes.flatMap((n, c) => new Array<number>(n).fill(c)))
  const centres = Float32Array.from({ length: sizes.length * dimension }, generator.normal)
  const embeddings = Float32Array.from({ length: labels.length * dimension }, (_, at) => {
    const label = labels[Math.floor(at / dimension)]!
    return centres[label * dimension + (at % dimension)]! + noise * generator.normal()
  })
  return { embeddings, labels, dimension }
}

const usual = { ways: 5, shots: 1, episodes: 200 }
const thirty = new Array<number>(30).fill(8)

describe('fewShot', () => {
  it('is exactly 1, with no spread, where classes are points of their own', () => {
    expect(fewShot({ ...made(thirty, 0), ...usual })!.accuracy).toEqual({ mean: 1, half: 0, n: 200 })
    expect(fewShot({ ...made(thirty, 0), ...usual, ways: 20, shots: 5 })!.accuracy.mean).toBe(1)
  })

  it('is chance where all rows are equal, and near chance where nothing tells classes apart', () => {
    const equal = { ...made(thirty, 0), embeddings: new Float32Array(240 * dimension) }
    expect(fewShot({ ...equal, ...usual })!.accuracy.mean).toBeCloseTo(0.2, 12)
    expect(Math.abs(fewShot({ ...made(thirty, 1000), ...usual })!.accuracy.mean - 0.2)).toBeLessThan(0.03)
  })

  it('gains by examples and loses by classes', () => {
    const of = (ways: number, shots: number) =>
      fewShot({ ...made(thirty, 1.5), ways, shots, episodes: 200 })!.accuracy.mean
    expect(of(5, 5)).toBeGreaterThan(of(5, 1))
    expect(of(20, 1)).toBeLessThan(of(5, 1))
  })

  it('gives the same for the same seed, other episodes for another', () => {
    const run = (seed: number) => fewShot({ ...made(thirty, 1), ...usual, seed })!.accuracy.mean
    expect(run(3)).toBe(run(3))
    expect(run(4)).not.toBe(run(3))
  })

  it('is null where fewer classes than the ways have an image beyond the examples, those without label left out', () => {
    const few = made([2, 2, 2, 2, 1], 0)
    expect(fewShot({ ...few, ...usual })).toBeNull()
    expect(fewShot({ ...few, ...usual, ways: 4 })!.accuracy.mean).toBe(1)
    expect(fewShot({ ...few, ...usual, ways: 4, shots: 2 })).toBeNull()
    const unlabelled = { ...few, labels: few.labels.map((label) => (label === 0 ? -1 : label)) }
    expect(fewShot({ ...unlabelled, ...usual, ways: 4 })).toBeNull()
  })

  it('asks about other images where there are such', () => {
    const { embeddings, labels } = made([1, 1, 1, 1, 1], 0)
    const asked = { embeddings: made([3, 3, 3, 3, 3], 0).embeddings, labels: made([3, 3, 3, 3, 3], 0).labels }
    expect(fewShot({ embeddings, labels, dimension, asked, ...usual })!.accuracy.mean).toBe(1)
    expect(
      fewShot({ embeddings, labels, dimension, asked: { ...asked, labels: asked.labels.map(() => 9) }, ...usual }),
    ).toBeNull()
  })

  it('draws the classes of an episode from one group, and examples and questions from two makers', () => {
    // Two alphabets of three letters, each written once by two drawers. All that a drawer wrote lies by the drawer, so
    // that questions of the drawer of the examples would be easy; and the letters of the alphabets lie at the same places.
    const rows = [0, 1].flatMap((alphabet) =>
      [0, 1, 2].flatMap((letter) => [0, 1].map((drawer) => ({ alphabet, letter, drawer }))),
    )
    const data = {
      embeddings: Float32Array.from(rows.flatMap(({ letter, drawer }) => [letter, 100 * drawer])),
      labels: Int32Array.from(rows, ({ alphabet, letter }) => 3 * alphabet + letter),
      dimension: 2,
      within: Int32Array.from(rows, ({ alphabet }) => alphabet),
      makers: Int32Array.from(rows, ({ drawer }) => drawer),
    }
    expect(fewShot({ ...data, ways: 3, shots: 1, queries: 1, episodes: 50 })!.accuracy).toMatchObject({ mean: 1 })
    expect(fewShot({ ...data, ways: 4, shots: 1 })).toBeNull()
    expect(fewShot({ ...data, ways: 3, shots: 2 })).toBeNull()
  })

  it('refuses counts below one, labels for other rows, and rows that are not finite', () => {
    const data = made(thirty, 0)
    const run = (options: Partial<FewShotOptions>) => () => fewShot({ ...data, ...usual, ...options })
    expect(run({ ways: 1 })).toThrow('ways must be a whole number, at least 2, got 1')
    expect(run({ shots: 0 })).toThrow('shots must be')
    expect(run({ episodes: 0.5 })).toThrow('episodes must be')
    expect(run({ labels: data.labels.slice(1) })).toThrow('a label for each of the 240 rows, got 239')
    expect(run({ embeddings: data.embeddings.map(() => Number.NaN) })).toThrow('finite')
    expect(run({ makers: data.labels, asked: data })).toThrow('makers part the rows by themselves')
  })
})
