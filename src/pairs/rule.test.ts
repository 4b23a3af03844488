import { describe, expect, expectTypeOf, it } from 'vitest'
import * as negatives from './negatives/index.ts'
import * as positives from './positives/index.ts'
import type { NegativeRule, PositiveRule, Rules } from './rule.ts'

const rules = (both: Rules): Rules => both

// What the lines below with @ts-expect-error say is checked by the compiler: should one of them compile, it fails.
describe('rules for positives and for negatives', () => {
  it('cannot stand for one another, though they bear the same names', () => {
    expectTypeOf<PositiveRule>().not.toExtend<NegativeRule>()
    expectTypeOf<NegativeRule>().not.toExtend<PositiveRule>()
    // @ts-expect-error the easiest positive is the nearest, the easiest negative the farthest
    rules({ positives: positives.easiest(), negatives: positives.easiest() })
    // @ts-expect-error a rule for negatives where one for positives belongs
    rules({ positives: negatives.hardest(), negatives: negatives.hardest() })
  })

  it('cannot each be measured from the other', () => {
    // @ts-expect-error which of them would choose first?
    rules({ positives: positives.semihard(), negatives: negatives.semihard() })
  })

  it('go together in every other way', () => {
    const free = [positives.all(), positives.easiest(), positives.hardest()]
    const every = [negatives.all(), negatives.easiest(), negatives.hardest(), negatives.distanceWeighted()]
    for (const n of every) expect(rules({ positives: positives.semihard(), negatives: n }).positives.bound).toBe(true)
    for (const p of free)
      for (const n of [...every, negatives.semihard()]) expect(rules({ positives: p, negatives: n })).toBeTruthy()
    expect([...free, positives.semihard()].map(({ side, name }) => `${name} ${side}`)).toEqual([
      'all positive',
      'easiest positive',
      'hardest positive',
      'semihard positive',
    ])
    expect([...every, negatives.semihard()].map(({ side, name }) => `${name} ${side}`)).toEqual([
      'all negative',
      'easiest negative',
      'hardest negative',
      'distance-weighted negative',
      'semihard negative',
    ])
  })
})
