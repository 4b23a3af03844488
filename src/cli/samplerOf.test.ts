import { describe, expect, it } from 'vitest'
import { samplerOf } from './samplerOf.ts'

const labels = Int32Array.from([0, 0, 1, 1, 2, 2, 3, 3])
const fine = { name: 'fine', classes: ['a', 'b', 'c', 'd'], labels }
const coarse = { name: 'coarse', classes: ['ab', 'cd'], labels: labels.map((c) => c >> 1) }
const data = {
  dataset: { name: 'data', levels: [coarse, fine] },
  pixels: { kept: labels.map((_, i) => i) },
  protocol: { label: fine, train: labels.map((_, i) => i) },
} as unknown as Parameters<typeof samplerOf>[1]
const shape = { classes: 2, samples: 2, seed: 0 }

describe('the sampler of the command line', () => {
  it('puts classes of one super class together, when told so', () => {
    const { batchesPerEpoch, epoch } = samplerOf('hierarchical:super-classes=1', data, shape)
    expect(batchesPerEpoch).toBe(2)
    for (const batch of epoch(0)) expect(new Set([...batch].map((row) => coarse.labels[row])).size).toBe(1)
  })

  it('takes any label level of the dataset for the super classes', () => {
    const level1 = samplerOf('hierarchical:super-classes=1:level=level1', data, shape)
    expect(level1.batch(0)).toEqual(samplerOf('hierarchical:super-classes=1', data, shape).batch(0))
    const genus = {
      ...data,
      dataset: { name: 'data', levels: [{ ...coarse, name: 'genus' }, fine] },
    } as unknown as typeof data
    expect(samplerOf('hierarchical:super-classes=1:level=genus', genus, shape).batch(0)).toEqual(level1.batch(0))
  })

  it('is of classes with all alike by default, or of classes drawn by size', () => {
    for (const name of ['m-per-class', 'class-weighted', 'class-weighted:weights=size'])
      expect(samplerOf(name, data, shape).batch(0)).toHaveLength(4)
  })

  it('says what is not to be had', () => {
    expect(() => samplerOf('hierarchicl', data, shape)).toThrow(
      /^--sampler: must be one of .*did you mean hierarchical/,
    )
    expect(() => samplerOf('hierarchical:super-classes=3', data, shape)).toThrow(
      /^--sampler hierarchical: --classes must be a multiple of super-classes = 3, got 2/,
    )
    expect(() => samplerOf('hierarchical:level=genus', data, shape)).toThrow(
      /^--sampler hierarchical: the label levels, coarse to fine, are 'coarse', 'fine', got 'genus'/,
    )
    expect(() => samplerOf('m-per-class', data, { ...shape, samples: 3 })).toThrow(
      /^--sampler mPerClass: .*lower --samples/,
    )
    expect(() => samplerOf('class-weighted:weights=heavy', data, shape)).toThrow(/weights must be one of/)
  })
})
