import { expect, it } from 'vitest'
import { random } from '../../random.ts'
import { agreement } from './agreement.ts'

const ints = (...values: number[]): Int32Array => Int32Array.from(values)

it('agreement of kinds that are the finer classes is 1, and by chance but once in a thousand times', () => {
  const finer = Int32Array.from({ length: 40 }, (_, i) => i % 4)
  const found = agreement([{ kinds: finer.map((c) => 9 - c), finer }])
  expect(found).toMatchObject({ adjustedMutualInformation: 1, p: 1 / 1000, items: 40, classes: 1 })
})

it('agreement of kinds that know nothing of the finer label is about 0, and no better than chance', () => {
  const rng = random(0)
  const draw = () => Int32Array.from({ length: 300 }, () => rng.below(3))
  const { adjustedMutualInformation, p } = agreement([{ kinds: draw(), finer: draw() }])!
  expect(Math.abs(adjustedMutualInformation)).toBeLessThan(0.03)
  expect(p).toBeGreaterThan(0.05)
})

it('agreement of a single kind is 0, with p = 1', () => {
  const found = agreement([{ kinds: new Int32Array(6), finer: ints(0, 0, 0, 1, 1, 1) }])
  expect(found).toMatchObject({ adjustedMutualInformation: 0, p: 1 })
})

it('agreement weighs classes by their items: 1 for 6 and 0 for 2 is 0.75', () => {
  const whole = { kinds: ints(0, 0, 0, 1, 1, 1), finer: ints(5, 5, 5, 7, 7, 7) }
  const none = { kinds: ints(0, 0), finer: ints(1, 2) }
  expect(agreement([whole, none])!.adjustedMutualInformation).toBeCloseTo(0.75, 12)
})

it('agreement counts labelled items of classes with several finer ones alone; without any there is none', () => {
  const single = { kinds: ints(0, 1, 1), finer: ints(4, 4, -1) }
  expect(agreement([single])).toBeNull()
  expect(agreement([])).toBeNull()
  const found = agreement([single, { kinds: ints(0, 0, 1, 1, 1), finer: ints(1, 1, 2, 2, -1) }])
  expect(found).toMatchObject({ items: 4, classes: 1, adjustedMutualInformation: 1 })
})

it('agreement fails on partitions of different items', () => {
  expect(() => agreement([{ kinds: ints(0), finer: ints(0, 1) }])).toThrow(
    'agreement: both partitions must label the same 1',
  )
  expect(() => agreement([], { times: 0 })).toThrow('at least 1, got 0')
})
