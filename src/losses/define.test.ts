import { describe, expect, expectTypeOf, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { l2 } from '../distances/l2.ts'
import { NearkinError } from '../errors.ts'
import { flag, given, number } from '../option.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { random } from '../random.ts'
import { scalar } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss, only } from './define.ts'
import type { Loss, LossOutput } from './loss.ts'
import { mean } from './reducers/mean.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'
import { sum } from './reducers/sum.ts'
import { triplet } from './triplet.ts'

const output: LossOutput = {
  loss: scalar(0),
  valid: scalar(0),
  active: scalar(0),
  positive: scalar(0),
  negative: scalar(0),
}
const seen: unknown[] = []
const [easiest, hardest] = [positives.easiest(), negatives.hardest()]
const ofPairs = defineLoss({
  name: 'of-pairs',
  options: { margin: number(0.2, 'a margin', { least: 0 }), smooth: flag('whether it is smooth') },
  rules: { positives: easiest, negatives: hardest },
  distance: anyMeasure(l2()),
  reducer: mean,
  make: (choices) => {
    seen.push(choices)
    return { of: () => output }
  },
})
const plain = defineLoss({
  name: 'plain',
  options: { classes: given('number of classes') },
  make: ({ classes }) => ({ of: () => output, classes, whenCollapsed: 1 }),
})
const ofSimilarities = defineLoss({
  name: 'of-similarities',
  options: {},
  distance: only(cosine()),
  make: () => ({ of: () => output }),
})

describe('a loss made of its definition', () => {
  it('gets what is given and, for the rest, what is usual', () => {
    ofPairs({ margin: 1, negatives: negatives.semihard(), reducer: meanOfNonZero })
    expect(seen.at(-1)).toMatchObject({
      margin: 1,
      smooth: false,
      rules: { positives: easiest, negatives: { name: 'semihard' } },
      distance: { name: 'l2' },
      reducer: meanOfNonZero,
    })
    ofPairs()
    expect(seen.at(-1)).toMatchObject({ margin: 0.2, rules: { positives: easiest, negatives: hardest }, reducer: mean })
  })

  it('has a name, no weights and no known value at collapse unless it says so', () => {
    const { init, ...rest } = ofPairs()
    expect(rest).toMatchObject({ name: 'of-pairs', whenCollapsed: null })
    expect(init(random(0))).toEqual({ parameters: {}, buffers: {} })
    expect(plain({ classes: 3 })).toMatchObject({ name: 'plain', whenCollapsed: 1, classes: 3 })
  })

  it('says of itself what it is made of', () => {
    expect(ofPairs.about).toMatchObject({ name: 'of-pairs', rules: { positives: easiest, negatives: hardest } })
    expect(Object.keys(ofPairs.about.options)).toEqual(['margin', 'smooth'])
    expect(ofPairs.about.distance).toMatchObject({ kinds: 'any' })
    expect(ofSimilarities.about.distance).toMatchObject({ kinds: 'similarities' })
    expect(plain.about).toMatchObject({ rules: undefined, distance: undefined, reducer: undefined })
  })

  it.each([
    [() => ofPairs({ margin: -1 }), 'of-pairs: margin must be a number at least 0, got -1'],
    // @ts-expect-error there is no such option
    [() => ofPairs({ margins: 1 }), `of-pairs: has no option 'margins'; it has margin, smooth`],
    // @ts-expect-error a required option is missing
    [() => plain(), 'plain: classes must be a whole number at least 1'],
    // @ts-expect-error what other losses have
    [() => plain({ classes: 2, positives: easiest }), `plain: has no option 'positives'`],
    // @ts-expect-error what other losses have
    [() => plain({ classes: 2, distance: l2() }), `plain: has no option 'distance'`],
    // @ts-expect-error what other losses have
    [() => ofSimilarities({ reducer: mean }), `of-similarities: has no option 'reducer'`],
    // @ts-expect-error a distance in place of a similarity
    [() => ofSimilarities({ distance: l2() }), `its formula holds for similarities alone, got 'l2, a distance'`],
    [() => ofPairs({ positives: positives.semihard(), negatives: negatives.semihard() as never }), 'each be measured'],
    // @ts-expect-error what is typed on the command line
    [() => ofPairs({ distance: 'l2' }), `of-pairs: distance must be a distance or a similarity, got 'l2'; take one`],
    // @ts-expect-error not called
    [() => ofPairs({ distance: l2 }), 'got a function; call it, such as l2()'],
    // @ts-expect-error not called
    [() => ofSimilarities({ distance: cosine }), 'got a function; call it, such as cosine()'],
    // @ts-expect-error what is typed on the command line
    [() => ofPairs({ reducer: 'sum' }), `of-pairs: reducer must be a function, got 'sum'; take one of reducers`],
    // @ts-expect-error what is typed on the command line
    [() => ofPairs({ positives: 'all' }), `of-pairs: positives must be a rule for positives, got 'all'`],
  ])('refuses what it has not and what breaks a rule, case %#', (make, message) => {
    expect(make).toThrow(NearkinError)
    expect(make).toThrow(message)
  })

  it('may be called without options where none is required', () => {
    expectTypeOf(ofPairs).parameter(0).extract<undefined>().toEqualTypeOf<undefined>()
    expectTypeOf(plain).parameter(0).extract<undefined>().toEqualTypeOf<never>()
    expectTypeOf(ofSimilarities()).toEqualTypeOf<Loss>()
  })

  it('knows its value at collapse with a mean alone: another reducer may scale it', () => {
    expect(triplet().whenCollapsed).toBe(0.2)
    expect(triplet({ reducer: mean }).whenCollapsed).toBe(0.2)
    expect(triplet({ reducer: sum }).whenCollapsed).toBeNull()
  })
})
