import { describe, expect, it } from 'vitest'
import { choiceOf, places, valuesOf } from './line.testing.ts'
import * as negatives from './negatives/index.ts'
import * as positives from './positives/index.ts'
import type { Rules } from './rule.ts'
import { tuples } from './tuples.ts'

/** The tuples that count, as 'ap/an/pn', anchor after anchor, and the shape they broadcast to. */
async function told(rules: Rules) {
  const { ap, an, pn, valid } = tuples(choiceOf(rules))
  const found = await valuesOf({ ap, an, pn: pn(), valid })
  const [b, i, j] = found.valid.shape as [number, number, number]
  const at = (name: 'ap' | 'an' | 'pn', place: readonly number[]): number => {
    const { shape, data } = found[name]
    return Number(data[place.reduce((index, p, axis) => index * shape[axis]! + (shape[axis] === 1 ? 0 : p), 0)])
  }
  const all: string[] = []
  for (let a = 0; a < b; a++)
    for (let p = 0; p < i; p++)
      for (let n = 0; n < j; n++)
        if (found.valid.data[(a * i + p) * j + n])
          all.push((['ap', 'an', 'pn'] as const).map((name) => at(name, [a, p, n])).join('/'))
  return { shape: found.valid.shape, all }
}

const d = (i: number, j: number): number => Math.abs(places[i]! - places[j]!)
const tuple = ([a, p, n]: readonly [number, number, number]): string => [d(a, p), d(a, n), d(p, n)].join('/')

describe('tuples of chosen pairs', () => {
  it('are one for each anchor with both, where each rule chose one', async () => {
    const { shape, all } = await told({ positives: positives.easiest(), negatives: negatives.hardest() })
    expect(shape).toEqual([7, 1, 1])
    expect(all).toEqual(
      (
        [
          [0, 1, 4],
          [1, 0, 4],
          [2, 1, 4],
          [3, 2, 5],
          [4, 5, 2],
          [5, 4, 3],
        ] as const
      ).map(tuple),
    )
  })

  it('are every positive with every negative, where both take all', async () => {
    const { shape, all } = await told({ positives: positives.all(), negatives: negatives.all() })
    expect(shape).toEqual([7, 6, 7])
    // 4 anchors with 3 positives and 3 negatives, 2 anchors with 1 and 5.
    expect(all).toHaveLength(4 * 3 * 3 + 2 * 5)
    expect(all.slice(0, 4)).toEqual(
      (
        [
          [0, 1, 4],
          [0, 1, 5],
          [0, 1, 6],
          [0, 2, 4],
        ] as const
      ).map(tuple),
    )
  })

  it('are the chosen positive with every negative', async () => {
    const { shape, all } = await told({ positives: positives.easiest(), negatives: negatives.all() })
    expect(shape).toEqual([7, 1, 7])
    expect(all.slice(0, 4)).toEqual(
      (
        [
          [0, 1, 4],
          [0, 1, 5],
          [0, 1, 6],
          [1, 0, 4],
        ] as const
      ).map(tuple),
    )
  })

  it('are every positive with the negative chosen for it', async () => {
    const { shape, all } = await told({ positives: positives.all(), negatives: negatives.semihard() })
    expect(shape).toEqual([7, 6, 1])
    expect(all.slice(0, 3)).toEqual(
      (
        [
          [0, 1, 4],
          [0, 2, 5],
          [0, 3, 6],
        ] as const
      ).map(tuple),
    )
  })

  it('are every negative with the positive chosen for it', async () => {
    const { shape, all } = await told({ positives: positives.semihard(), negatives: negatives.all() })
    expect(shape).toEqual([7, 1, 7])
    expect(all.slice(0, 4)).toEqual(
      (
        [
          [0, 1, 4],
          [0, 2, 5],
          [0, 3, 6],
          [1, 0, 4],
        ] as const
      ).map(tuple),
    )
  })
})
