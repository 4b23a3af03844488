import { expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { choose } from './choose.ts'
import { listedPairs } from './listedPairs.ts'
import * as negatives from './negatives/index.ts'
import * as positives from './positives/index.ts'

const size = 24
const labels = constant(ints(Array.from({ length: size }, (_, i) => i % 8)))
const data = Array.from({ length: size * 3 }, (_, i) => Math.sin(i * i + 1))
const batch = { embeddings: constant(floats(data, [size, 3])), labels }
const listed = (mostPositives?: number) => {
  const whole = { ...batch, ...(mostPositives === undefined ? {} : { mostPositives }) }
  return listedPairs(choose(whole, cosine(), { positives: positives.all(), negatives: negatives.all() }), whole)
}

it('all positives are as wide as the batch says any anchor has, and the same ones', async () => {
  const [few, every] = [listed(2), listed()]
  expect([few.ap.shape, few.positive.shape, every.ap.shape]).toEqual([
    [size, 2],
    [size, 2],
    [size, size],
  ])
  const { ap, whole, positive, same } = await evaluate({
    ap: few.ap,
    whole: every.ap,
    positive: few.positive,
    same: every.positive,
  })
  expect([...positive.data].every(Boolean)).toBe(true)
  const ordered = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)
  const held = [...whole.data].map(Number).filter((_, i) => same.data[i])
  const found = [...ap.data].map(Number)
  ordered(found).forEach((value, i) => {
    expect(value).toBeCloseTo(ordered(held)[i]!, 5)
  })
})

it('where they may be many, or the batch does not say, there is a column for each reference', () => {
  expect(listed(4).positive.shape).toEqual([size, size])
  expect(listed().selection.columns).toBeNull()
})
