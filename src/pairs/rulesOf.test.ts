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

  it.each([
    [{ positives: 'easiest' }, "positives must be a rule for positives, got 'easiest'; take one of them, such as"],
    [{ positives: positives.easiest }, "got 'easiest positives, not called'; call it"],
    [
      { positives: negatives.easiest },
      "got 'easiest negatives, not called'; take one of them, such as positives.easiest()",
    ],
    [{ positives: negatives.all() }, "got 'all negatives'; take one of them, such as positives.easiest()"],
    [{ negatives: positives.all() }, "negatives must be a rule for negatives, got 'all positives'; take"],
    [{ negatives: () => 1 }, 'got a function; take one of them, such as negatives.easiest()'],
    [{ negatives: null }, 'got null'],
    [{ negatives: { side: 'negative', name: 'own' } }, "got 'own negatives'"],
  ])('are refused, by the name of whose they are, where they are none: case %#', (options, message) => {
    expect(() => rulesOf(options as never, defaults, 'triplet')).toThrow(NearkinError)
    expect(() => rulesOf(options as never, defaults, 'triplet')).toThrow(
      /^triplet: (posi|nega)tives must be a rule for/,
    )
    expect(() => rulesOf(options as never, defaults, 'triplet')).toThrow(message)
  })
})
