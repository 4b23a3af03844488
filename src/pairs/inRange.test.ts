import { describe, expect, it } from 'vitest'
import { chosen } from './line.testing.ts'
import * as negatives from './negatives/index.ts'
import * as positives from './positives/index.ts'

describe('pairs within a range of distance', () => {
  it('lie between its bounds, neither included', async () => {
    const rules = {
      positives: positives.distanceRange({ from: 2, to: 9 }),
      negatives: negatives.distanceRange({ from: 0.5, to: 3 }),
    }
    const { positive, negative } = await chosen(rules)
    // Of the positives of 0 at 1, 3 and 10, of 1 at 1, 2 and 9, of 2 at 3, 2 and 7; of 4 and 5 at 4.5.
    expect(positive).toEqual(['0-2', '2-0', '2-3', '3-2', '4-5', '5-4'])
    // 2 and 4 are 0.5 apart, 3 and 5 are 3.
    expect(negative).toEqual(['0-4', '1-4', '4-0', '4-1'])
  })

  it('of positives is by default beyond 0.2, of negatives within 0.8', async () => {
    const places = [0, 0.1, 0.5, 2, 0.7, 3, 0.95]
    const { positive, negative } = await chosen(
      { positives: positives.distanceRange(), negatives: negatives.distanceRange() },
      { places },
    )
    expect(positive).toEqual(['0-2', '0-3', '1-2', '1-3', '2-0', '2-1', '2-3', '3-0', '3-1', '3-2', '4-5', '5-4'])
    expect(negative).toEqual(['0-4', '1-4', '2-4', '2-6', '4-0', '4-1', '4-2', '4-6', '6-2', '6-4'])
  })

  it('may be below 0, as the distances that similarities turn into are', () => {
    expect(() => positives.distanceRange({ from: -0.8, to: -0.2 })).not.toThrow()
  })

  it.each([
    [() => positives.distanceRange({ from: 1, to: 0.5 }), "positives: from must be below to, got 'from 1 to 0.5'"],
    [() => positives.distanceRange({ to: 0.2 }), 'positives: from must be below to'],
    [() => negatives.distanceRange({ from: 0.8 }), 'negatives: from must be below to'],
    [() => positives.distanceRange({ from: Number.NaN }), 'from must be a number, got NaN'],
    [() => positives.distanceRange({ to: Number.NaN }), 'to must be a number, got NaN'],
    [() => negatives.distanceRange({ to: Number.POSITIVE_INFINITY }), 'to must be a number, got Infinity'],
  ])('is refused where it is none, case %#', (make, message) => {
    expect(make).toThrow(`distance-range`)
    expect(make).toThrow(message)
  })
})
