import { describe, expect, it } from 'vitest'
import { samplerOf } from './samplerOf.ts'

const sampler = () =>
  samplerOf({
    who: 'some',
    seed: 3,
    batchSize: 1,
    batchesPerEpoch: 2,
    draw: (rng) => [Int32Array.of(rng.below(1e9)), Int32Array.of(rng.below(1e9))],
  })

describe('samplerOf', () => {
  it('gives the batches of an epoch the same generator however often and in whatever order they are asked for', () => {
    const a = sampler()
    const later = a.batch(7)
    expect(a.epoch(0)).toEqual(sampler().epoch(0))
    expect(later).toEqual(sampler().epoch(3)[1])
    expect(a.batch(7)).toEqual(later)
  })

  it('tells epochs, seeds and samplers apart', () => {
    const of = (who: string, seed: number, e: number) =>
      samplerOf({
        who,
        seed,
        batchSize: 1,
        batchesPerEpoch: 1,
        draw: (rng) => [Int32Array.of(rng.below(1e9))],
      }).epoch(e)[0]![0]
    expect(new Set([of('a', 0, 0), of('b', 0, 0), of('a', 1, 0), of('a', 0, 1)]).size).toBe(4)
  })

  it('complains in the name of the sampler about epochs and steps that are none', () => {
    expect(() => sampler().epoch(1.5)).toThrow('some: epochs are counted 0, 1, 2, ..., got 1.5')
    expect(() => sampler().batch(-1)).toThrow('some: steps are counted 0, 1, 2, ..., got -1')
  })
})
