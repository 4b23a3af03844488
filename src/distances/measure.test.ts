import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { cosine } from './cosine.ts'
import { dot } from './dot.ts'
import { l1 } from './l1.ts'
import { l2 } from './l2.ts'
import type { DistanceMeasure, Distances, Similarities, SimilarityMeasure } from './measure.ts'
import { distances, similarities } from './measure.ts'
import { snr } from './snr.ts'
import { squaredL2 } from './squaredL2.ts'

const x = input('x', 'float32', [4, 2])
const takesDistances = (d: Distances): Distances => d
const takesSimilarities = (s: Similarities): Similarities => s
const takesDistanceMeasure = ({ name }: DistanceMeasure): string => name
const takesSimilarityMeasure = ({ name }: SimilarityMeasure): string => name

// What the lines below with @ts-expect-error say is checked by the compiler: should one of them compile, it fails.
describe('distances and similarities', () => {
  it('cannot stand for one another', () => {
    expectTypeOf<Distances>().not.toExtend<Similarities>()
    expectTypeOf<Similarities>().not.toExtend<Distances>()
    expectTypeOf(l2().matrix(x)).toEqualTypeOf<Distances>()
    expectTypeOf(cosine().matrix(x)).toEqualTypeOf<Similarities>()
    // @ts-expect-error similarities where distances are wanted
    takesDistances(cosine().matrix(x))
    // @ts-expect-error rows side by side no less than matrices
    takesDistances(dot().between(x, x))
    // @ts-expect-error distances where similarities are wanted
    takesSimilarities(l2().matrix(x))
  })

  it('are not any tensors, yet can be computed with as tensors', () => {
    expectTypeOf<Distances>().toExtend<Tensor>()
    // @ts-expect-error a tensor of whatever meaning
    takesDistances(x)
    // @ts-expect-error a tensor of whatever meaning
    takesSimilarities(x)
    expect(takesDistances(distances(x))).toBe(x)
    expect(takesSimilarities(similarities(x))).toBe(x)
  })

  it('are measured by measures that cannot stand for one another', () => {
    // @ts-expect-error a similarity is no distance
    takesDistanceMeasure(cosine())
    // @ts-expect-error a distance is no similarity
    takesSimilarityMeasure(l1())
    expect([l2(), squaredL2(), l1(), snr()].map(takesDistanceMeasure)).toEqual(['l2', 'squared_l2', 'l1', 'snr'])
    expect([cosine(), dot()].map(takesSimilarityMeasure)).toEqual(['cosine', 'dot'])
  })

  it('bear names that tell rows as they are from normalised ones', () => {
    const raw = { normalize: false }
    expect([l2(raw), squaredL2(raw), l1(raw)].map(({ name }) => name)).toEqual(['raw_l2', 'raw_squared_l2', 'raw_l1'])
  })
})
