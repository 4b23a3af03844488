import { describe, expect, it } from 'vitest'
import { NearkinError } from '../errors.ts'
import * as negatives from './negatives/index.ts'
import * as positives from './positives/index.ts'
import type { Rules } from './rule.ts'
import { rulesOf } from './rulesOf.ts'

const defaults: Rules = { positives: positives.easiest(), negatives: negatives.semihard() }

describe('the rules of a loss', () => {
  it('are those of the options, and the defaults for what is left out', () => {
    const hardest = negatives.hardest()
    expect(rulesOf({}, defaults)).toEqual(defaults)
    expect(rulesOf({ negatives: hardest }, defaults)).toEqual({ positives: defaults.positives, negatives: hardest })
  })

  it('cannot each be measured from the other, even by a default', () => {
    const semihard = positives.semihard()
    expect(() => rulesOf({ positives: semihard }, defaults)).toThrow(NearkinError)
    expect(() => rulesOf({ positives: semihard }, defaults)).toThrow('semihard positives and semihard negatives')
    expect(rulesOf({ positives: semihard, negatives: negatives.all() }, defaults).positives).toBe(semihard)
  })
})
